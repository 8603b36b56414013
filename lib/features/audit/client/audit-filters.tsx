import { useLocale, useTranslations } from 'next-intl'
import { auditActions } from '@/lib/features/all-audit-actions'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { SelectField } from '@/lib/ui/office/select-field'
import type { AuditView } from '../contract'
import { type AuditSearch, addressOf, isFiltered, noBranch } from '../rules'
import { subjectName } from './audit-table'
import type { AuditWords } from './audit-words'
import { SearchForm } from './search-form'

type Props = { view: AuditView; words: AuditWords }

/** Filters of the audit: branch, action, actor, first and last day. */
export function AuditFilters({ view, words }: Props) {
  const t = useTranslations('audit.filters')
  const { search } = view
  return (
    <SearchForm
      key={JSON.stringify(search)}
      action="/admin/audit"
      label={t('label')}
      submit={t('apply')}
      show={t('show')}
      more={
        isFiltered(search) && (
          <Link href={addressOf({ branch: search.branch })} className={buttonClass({ variant: 'quiet' })}>
            {t('clear')}
          </Link>
        )
      }
    >
      <BranchField view={view} />
      <SelectField
        name="action"
        label={t('what')}
        defaultValue={search.action ?? ''}
        options={actionOptions(words, t)}
      />
      <ActorField view={view} words={words} />
      <Field name="from" type="date" label={t('from')} defaultValue={search.from ?? ''} />
      <Field name="to" type="date" label={t('to')} defaultValue={search.to ?? ''} />
      {search.subject !== null && <SubjectField search={search} subject={search.subject} view={view} words={words} />}
    </SearchForm>
  )
}

function actionOptions(
  words: AuditWords,
  t: ReturnType<typeof useTranslations<'audit.filters'>>,
): { value: string; label: string }[] {
  const nouns = [...new Set(auditActions.map((it) => it.slice(0, it.indexOf('.'))))]
  return [
    { value: '', label: t('anything') },
    ...nouns.flatMap((noun) => {
      const own = auditActions.filter((it) => it.startsWith(`${noun}.`))
      const kind = words.kind(noun)
      return [
        ...(own.length > 1 ? [{ value: `${noun}.`, label: t('allOf', { kind }) }] : []),
        ...own.map((action) => ({ value: action, label: t('oneOf', { kind, action: words.action(action) }) })),
      ]
    }),
  ]
}

function BranchField({ view }: { view: AuditView }) {
  const t = useTranslations('audit.filters')
  const locale = useLocale()
  const { branches, everywhere, search } = view
  const options = branches.map(({ slug, name }) => ({ value: slug, label: name[locale] }))
  if (everywhere) options.push({ value: noBranch, label: t('noBranch') })
  if (options.length < 2) return <input type="hidden" name="branch" value={search.branch ?? ''} />
  return <SelectField name="branch" label={t('branch')} defaultValue={search.branch ?? ''} options={options} />
}

function ActorField({ view, words }: { view: AuditView; words: AuditWords }) {
  const t = useTranslations('audit')
  const { actors, search } = view
  const options = actors.map(({ id, name, kind }) => {
    return { value: id, label: kind === 'staff' ? name : `${name} (${t(`actors.${kind}`)})` }
  })
  const { actor } = search
  if (actor !== null && !actors.some((it) => it.id === actor))
    options.push({ value: actor, label: words.nameOf(actor) ?? t('filters.gone') })
  return (
    <SelectField
      name="actor"
      label={t('filters.who')}
      defaultValue={actor ?? ''}
      options={[{ value: '', label: t('filters.anybody') }, ...options]}
    />
  )
}

/** The filter by one subject: set from the list, removed here. */
function SubjectField({ search, subject, view, words }: Props & { search: AuditSearch; subject: string }) {
  const t = useTranslations('audit.filters')
  const entry = view.page.entries.find((it) => it.subject.id === subject)
  const name = entry ? subjectName(entry, words) : (words.nameOf(subject) ?? subject)
  return (
    <div className="flex items-end">
      <input type="hidden" name="subject" value={subject} />
      <p className="inline-flex min-h-tap max-w-full items-center gap-1 rounded-full bg-turn-soft ps-4 pe-1 font-semibold text-turn-strong">
        <span className="truncate">{t.rich('history', { subject: () => <bdi>{name}</bdi> })}</span>
        <Link
          href={addressOf({ ...search, subject: null, before: null })}
          className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-surface"
        >
          <Icon name="close" className="size-4" />
          <span className="sr-only">{t('removeHistory')}</span>
        </Link>
      </p>
    </div>
  )
}
