'use client'

import { useTranslations } from 'next-intl'
import { useLoad } from '@/lib/client/use-load'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { Skeleton } from '@/lib/ui/skeleton'
import { getStaff, listStaff } from '../../endpoints'
import type { StaffDto } from '../../staff-contract'
import { LoadProblem } from '../load-problem'
import type { Grantable } from './role-rows'
import { StaffAccessCard } from './staff-access-card'
import { StaffNameCard } from './staff-name-card'
import type { StaffPartProps } from './staff-part-props'
import { StaffRolesCard } from './staff-roles-card'
import { StaffSecurityCard } from './staff-security-card'
import { StaffState } from './staff-table'

type Props = { id: string; branches: readonly BranchRef[]; mayManage: boolean; ownUsername: string }

/** One member of staff: roles, credentials and access. */
export function StaffDetailScreen({ id, branches, mayManage, ownUsername }: Props) {
  const t = useTranslations('accounts.staff')
  const { data: staff, problem, reload } = useLoad<StaffDto>(getStaff, { params: { id } })
  const back = { href: '/admin/staff', label: t('title') }
  if (problem?.code === 'account_not_found')
    return (
      <EmptyState
        heading="h1"
        icon={<OfficeIcon name="people" className="size-7" />}
        title={t('unknown')}
        action={
          <Link href={back.href} className={buttonClass({ variant: 'primary' })}>
            {t('toList')}
          </Link>
        }
      >
        {t('unknownText')}
      </EmptyState>
    )
  if (!staff)
    return (
      <>
        <PageHead title={problem ? t('title') : <Skeleton className="h-9 w-56" />} back={back} />
        {problem ? <LoadProblem problem={problem} retry={reload} /> : <Skeleton className="h-64" />}
      </>
    )
  const isOneself = staff.username === ownUsername
  const parts = { staff, show: reload, reload: () => reload(), isOneself }
  return (
    <>
      <PageHead
        back={back}
        title={<bdi translate="no">{staff.displayName}</bdi>}
        intro={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <bdi translate="no" dir="ltr">
              {staff.username}
            </bdi>
            <StaffState staff={staff} />
            <span className="text-sm text-ink-3">
              {t('lastSeen')}: {staff.lastSeenAt === null ? t('never') : <Moment at={staff.lastSeenAt} />}
            </span>
          </span>
        }
      />
      <div className="grid gap-4">
        {mayManage && !staff.editable && !isOneself && <Notice icon="user">{t('notEditable')}</Notice>}
        {isOneself && <Notice icon="user">{t('oneself')}</Notice>}
        <Roles {...parts} branches={branches} mayManage={mayManage} />
        <StaffNameCard {...parts} editable={mayManage && staff.editable} />
        <StaffSecurityCard {...parts} editable={mayManage && staff.editable && !isOneself} />
        {mayManage && staff.editable && !isOneself && <StaffAccessCard {...parts} />}
      </div>
    </>
  )
}

/** Holders of any grantable role may edit roles, even of an account that they may not change as a whole. */
function Roles(props: StaffPartProps & { branches: readonly BranchRef[]; mayManage: boolean }) {
  const { data } = useLoad<{ grantable: Grantable }>(listStaff, { query: { limit: '1' } })
  return <StaffRolesCard {...props} grantable={props.mayManage ? (data?.grantable ?? []) : []} />
}
