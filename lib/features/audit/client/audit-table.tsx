import { useTranslations } from 'next-intl'
import { Icon } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import type { AuditEntryDto, AuditPageDto } from '../contract'
import { AuditDetails } from './audit-details'
import { type AuditWords, useAuditWords } from './audit-words'

type Props = { page: AuditPageDto; branch: string | null }

const look = 'size-4 shrink-0 text-ink-3'
const person = <Icon name="user" className={look} />
const icons = {
  visitor: person,
  staff: person,
  device: <OfficeIcon name="display" className={look} />,
  software: <OfficeIcon name="link" className={look} />,
  system: <Icon name="clock" className={look} />,
}

const layout = 'pe-14 md:grid-cols-[minmax(0,2fr)_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)]'

/** The entries of a page: a table on wide screens, a list on phones. */
export function AuditTable({ page, branch }: Props) {
  const t = useTranslations('audit')
  const words = useAuditWords(page.names)
  const actorOf = ({ actor: { kind, id }, network }: AuditEntryDto): string => {
    // An entry with an origin was not made by the system itself.
    if (kind === 'system' && network !== null) return t('actors.unknown')
    return (id && words.nameOf(id)) || t(`actors.${kind}`)
  }
  const columns: Column<AuditEntryDto>[] = [
    {
      key: 'what',
      head: t('columns.what'),
      lead: true,
      cell: (entry) => (
        <>
          <p className="leading-snug font-semibold">{words.action(entry.action)}</p>
          <p className="text-sm text-ink-2">
            <Subject entry={entry} words={words} />
          </p>
        </>
      ),
    },
    {
      key: 'who',
      head: t('columns.who'),
      phone: 'bare',
      cell: (entry) => (
        <span className="inline-flex items-center gap-1.5">
          {icons[entry.actor.kind]}
          <bdi translate="no">{actorOf(entry)}</bdi>
        </span>
      ),
    },
    { key: 'when', head: t('columns.when'), phone: 'bare', cell: ({ at }) => <Moment at={at} /> },
    {
      key: 'where',
      head: t('columns.where'),
      phone: 'hidden',
      cell: ({ network }) => <bdi dir="ltr">{network ?? t('details.none')}</bdi>,
    },
    {
      key: 'details',
      head: t('details.show'),
      details: true,
      cell: (entry) => (
        <AuditDetails
          entry={entry}
          words={words}
          branch={branch}
          subject={subjectName(entry, words)}
          actor={actorOf(entry)}
        />
      ),
    },
  ]
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={page.entries}
      rowKey={(entry) => String(entry.seq)}
      layout={layout}
    />
  )
}

/** The subject of an entry, in one line of text. */
export function subjectName({ subject }: Pick<AuditEntryDto, 'subject'>, words: AuditWords): string {
  const known = words.nameOf(subject.id) ?? (subject.type === 'route' ? subject.id : subject.id.slice(-6))
  return `${words.subject(subject.type)} ${known}`
}

function Subject({ entry, words }: { entry: AuditEntryDto; words: AuditWords }) {
  const { type, id } = entry.subject
  const name = words.nameOf(id)
  return (
    <>
      {words.subject(type)}{' '}
      {name === null ? (
        <bdi dir="ltr" className="text-sm wrap-anywhere">
          {type === 'route' ? id : id.slice(-6)}
        </bdi>
      ) : (
        <bdi translate="no" {...(type === 'ticket' && { dir: 'ltr' })}>
          {name}
        </bdi>
      )}
    </>
  )
}
