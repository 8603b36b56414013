'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useLoad } from '@/lib/client/use-load'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Button } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { Pager } from '@/lib/ui/office/pager'
import { Skeleton } from '@/lib/ui/skeleton'
import { listStaff } from '../../endpoints'
import type { StaffDto } from '../../staff-contract'
import { LoadProblem } from '../load-problem'
import type { Grantable } from './role-rows'
import { StaffAddDialog } from './staff-add-dialog'
import { StaffFilters } from './staff-filters'
import { chosenOf, isFiltered, noFilters, type StaffQuery, staffListPath, withFilters } from './staff-query'
import { StaffTable } from './staff-table'

type Page = { staff: StaffDto[]; next: string | null; grantable: Grantable }
type Props = { query: StaffQuery; branches: readonly BranchRef[]; mayManage: boolean }

/** The staff: search, filters, list, and adding a member. */
export function StaffListScreen({ query, branches, mayManage }: Props) {
  const t = useTranslations('accounts.staff')
  const locale = useLocale()
  const router = useRouter()
  const [adding, setAdding] = useState(false)
  const { data, problem, loading, reload } = useLoad<Page>(listStaff, { query: chosenOf(query) })
  const go = (to: StaffQuery) => router.replace(`/${locale}${staffListPath(to)}`, { scroll: false })
  const grantable = data?.grantable ?? []
  const mayAdd = mayManage && (!data || grantable.length > 0)
  return (
    <>
      <PageHead
        title={t('title')}
        intro={t('intro')}
        action={
          mayAdd && (
            <Button variant="primary" disabled={!data} onClick={() => setAdding(true)}>
              <Icon name="plus" />
              {t('add')}
            </Button>
          )
        }
      />
      <StaffFilters query={query} branches={branches} go={go} />
      {problem && !data && <LoadProblem problem={problem} retry={reload} />}
      {!data && !problem && <ListSkeleton />}
      {data && data.staff.length > 0 && (
        <div aria-busy={loading} className={classNames('transition-opacity', loading && 'opacity-60')}>
          <StaffTable staff={data.staff} branches={branches} />
        </div>
      )}
      {data?.staff.length === 0 && (
        <EmptyState
          icon={<OfficeIcon name="people" className="size-7" />}
          title={isFiltered(query) ? t('noneFound') : t('nobody')}
          action={isFiltered(query) && <Button onClick={() => go(noFilters)}>{t('showAll')}</Button>}
        >
          {isFiltered(query) ? t('noneFoundText') : t('nobodyText')}
        </EmptyState>
      )}
      {data && (
        <Pager
          first={query.after === '' ? null : staffListPath(withFilters(query, {}))}
          next={data.next === null ? null : staffListPath({ ...query, after: data.next })}
        />
      )}
      <StaffAddDialog
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={() => reload()}
        grantable={grantable}
        branches={branches}
      />
    </>
  )
}

function ListSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-2">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((one) => (
        <Skeleton key={one} className="h-14" />
      ))}
    </div>
  )
}
