'use client'

import { useTranslations } from 'next-intl'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Link } from '@/lib/i18n/navigation'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Badge } from '@/lib/ui/badge'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import type { StaffDto } from '../../staff-contract'
import { useStaffWords } from './staff-words'

const rolesShown = 3

type Props = { staff: readonly StaffDto[]; branches: readonly BranchRef[] }

/** Members of staff, one per row. */
export function StaffTable({ staff, branches }: Props) {
  const t = useTranslations('accounts.staff')
  const words = useStaffWords(branches)
  const { number } = usePlaceFormats()
  const columns: readonly Column<StaffDto>[] = [
    { key: 'person', head: t('person'), lead: true, cell: (it) => <Person staff={it} /> },
    {
      key: 'roles',
      head: t('roles'),
      cell: ({ roles }) => {
        const more = roles.length - rolesShown
        return (
          <>
            {roles.length === 0 && <span className="text-ink-3">{t('noRole')}</span>}
            {roles.slice(0, rolesShown).map((it) => (
              <span key={`${it.role} ${it.branch}`} className="block md:whitespace-nowrap">
                {words.held(it)}
              </span>
            ))}
            {more > 0 && <span className="text-ink-3">{t('moreRoles', { count: more, n: number(more) })}</span>}
          </>
        )
      },
    },
    { key: 'state', head: t('state'), cell: (it) => <StaffState staff={it} /> },
    {
      key: 'seen',
      head: t('lastSeen'),
      cell: ({ lastSeenAt }) => (
        <span className="md:whitespace-nowrap">{lastSeenAt === null ? t('never') : <Moment at={lastSeenAt} />}</span>
      ),
    },
  ]
  return <DataTable caption={t('title')} columns={columns} rows={staff} rowKey={(it) => it.id} />
}

function Person({ staff }: { staff: StaffDto }) {
  return (
    <Link href={`/admin/staff/${staff.id}`} className="flex min-h-11 items-center gap-3 hover:text-turn">
      <span
        aria-hidden="true"
        className="grid size-11 shrink-0 place-items-center rounded-full bg-turn-soft font-semibold text-turn-strong"
      >
        {[...staff.displayName][0]}
      </span>
      <span className="min-w-0">
        <span className="block font-semibold">
          <bdi translate="no">{staff.displayName}</bdi>
        </span>
        <bdi translate="no" dir="ltr" className="text-sm text-ink-3">
          {staff.username}
        </bdi>
      </span>
    </Link>
  )
}

/** Whether the account may sign in, and warnings about its security. */
export function StaffState({ staff }: { staff: StaffDto }) {
  const t = useTranslations('accounts.staff')
  return (
    <span className="flex flex-wrap gap-1.5">
      {staff.active ? (
        <Badge tone="done" icon="check">
          {t('active')}
        </Badge>
      ) : (
        <Badge tone="missed" icon="close">
          {t('inactive')}
        </Badge>
      )}
      {staff.active && staff.mustChangePassword && (
        <Badge tone="near" icon="clock">
          {t('firstPassword')}
        </Badge>
      )}
    </span>
  )
}
