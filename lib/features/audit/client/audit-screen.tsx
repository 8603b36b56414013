import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { PlaceProvider } from '@/lib/i18n/place'
import { buttonClass } from '@/lib/ui/button'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { Pager } from '@/lib/ui/office/pager'
import type { AuditView } from '../contract'
import { addressOf, isFiltered } from '../rules'
import { AuditFilters } from './audit-filters'
import { AuditTable } from './audit-table'
import { useAuditWords } from './audit-words'

/** The audit with its filters, which are stored in the URL. */
export function AuditScreen({ view }: { view: AuditView }) {
  const t = useTranslations('audit')
  const { page, search, place } = view
  const words = useAuditWords(page.names)
  const first = search.before === null ? null : addressOf({ ...search, before: null })
  const next = page.next === null ? null : addressOf({ ...search, before: page.next })
  return (
    <PlaceProvider place={place}>
      <PageHead title={t('title')} intro={t('intro')} />
      <AuditFilters view={view} words={words} />
      {page.entries.length === 0 ? (
        <Nothing view={view} next={next} />
      ) : (
        <>
          <AuditTable page={page} branch={search.branch} />
          {page.lookedBackTo !== null && (
            <p className="mt-4 text-ink-2">
              {t.rich('pager.soFar', { moment: () => <Moment at={page.lookedBackTo ?? ''} /> })}
            </p>
          )}
          <Pager first={first} next={next} />
        </>
      )}
    </PlaceProvider>
  )
}

function Nothing({ view, next }: { view: AuditView; next: string | null }) {
  const t = useTranslations('audit')
  const { page, search } = view
  const icon = <OfficeIcon name="audit" className="size-7" />
  if (page.lookedBackTo !== null && next !== null)
    return (
      <EmptyState
        icon={icon}
        title={t('empty.soFarTitle')}
        action={
          <Link href={next} className={buttonClass({ variant: 'primary' })}>
            {t('pager.further')}
          </Link>
        }
      >
        {t.rich('empty.soFarText', { moment: () => <Moment at={page.lookedBackTo ?? ''} /> })}
      </EmptyState>
    )
  const narrow = isFiltered(search) || search.before !== null
  return (
    <EmptyState icon={icon} title={t(narrow ? 'empty.searchTitle' : 'empty.title')}>
      {t(narrow ? 'empty.searchText' : 'empty.text')}
    </EmptyState>
  )
}
