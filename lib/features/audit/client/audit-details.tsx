import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import type { AuditEntryDto } from '../contract'
import { addressOf } from '../rules'
import type { AuditWords } from './audit-words'

type Props = { entry: AuditEntryDto; words: AuditWords; branch: string | null; subject: string; actor: string }

/** Collapsible details of an entry: values before and after, reason, request id. */
export function AuditDetails({ entry, words, branch, subject, actor }: Props) {
  const t = useTranslations('audit.details')
  return (
    <details className="group">
      <summary
        title={t('show')}
        className="absolute end-2 top-2 grid size-11 list-none place-items-center rounded-full text-ink-2 hover:bg-sunken [&::-webkit-details-marker]:hidden"
      >
        <Icon name="chevron" className="size-4 rotate-90 group-open:-rotate-90 rtl:scale-x-100" />
        <span className="sr-only">{t('show')}</span>
      </summary>
      <div className="-me-10 mt-2 mb-2 grid gap-4 rounded-md bg-sunken p-4 text-sm">
        <Changes entry={entry} words={words} />
        {entry.reason !== null && (
          <p>
            <span className="text-ink-3">{t('reason')}: </span>
            <bdi>{entry.reason}</bdi>
          </p>
        )}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 xl:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)]">
          <Fact name={t('exact')}>{entry.at}</Fact>
          <Fact name={t('number')}>{String(entry.seq)}</Fact>
          {entry.network !== null && <Fact name={t('network')}>{entry.network}</Fact>}
          {entry.requestId !== null && <Fact name={t('request')}>{entry.requestId}</Fact>}
        </dl>
        <p className="flex flex-wrap gap-x-5">
          <More href={addressOf({ branch, subject: entry.subject.id })}>
            {t.rich('all', { subject: () => <bdi>{subject}</bdi> })}
          </More>
          {entry.actor.id !== null && entry.actor.kind !== 'visitor' && (
            <More href={addressOf({ branch, actor: entry.actor.id })}>
              {t.rich('allBy', { actor: () => <bdi>{actor}</bdi> })}
            </More>
          )}
        </p>
      </div>
    </details>
  )
}

function More({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex min-h-11 items-center font-semibold text-turn underline">
      {/* In one element: as children of a flex box the words and the name would lose the space between them. */}
      <span>{children}</span>
    </Link>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="wrap-anywhere">
        <bdi dir="ltr">{children}</bdi>
      </dd>
    </>
  )
}

function Changes({ entry, words }: Pick<Props, 'entry' | 'words'>) {
  const t = useTranslations('audit.details')
  const { before, after } = entry
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (fields.length === 0) return null
  const shown = before === null ? (['after'] as const) : (['before', 'after'] as const)
  return (
    <table className="w-full max-w-3xl table-fixed">
      <thead>
        <tr className="text-ink-3">
          <th scope="col" className="py-1 pe-3 text-start font-normal">
            {t('field')}
          </th>
          {shown.map((side) => (
            <th key={side} scope="col" className="py-1 pe-3 text-start font-normal">
              {t(side)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const [old, now] = [words.value(before?.[field]), words.value(after?.[field])]
          return (
            <tr key={field} className="border-t border-line">
              <th scope="row" className="py-1.5 pe-3 text-start font-normal text-ink-2">
                {words.field(field)}
              </th>
              {before !== null && (
                <td className="py-1.5 pe-3 text-ink-2 wrap-anywhere">
                  <bdi>{old}</bdi>
                </td>
              )}
              <td className={classNames('py-1.5 wrap-anywhere', old !== now && 'font-semibold')}>
                <bdi>{now}</bdi>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
