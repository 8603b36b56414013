'use client'

import { useTranslations } from 'next-intl'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Link } from '@/lib/i18n/navigation'
import { usePlaceFormats } from '@/lib/i18n/place'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import { StateWord } from '@/lib/ui/office/state-word'
import type { StaffDto } from '../../staff-contract'
import { useStaffWords } from './staff-words'

const rolesShown = 2
const layout = 'md:grid-cols-[minmax(0,1.5fr)_minmax(0,1.5fr)_minmax(0,1fr)_minmax(0,1fr)]'

type Props = { staff: readonly StaffDto[]; branches: readonly BranchRef[] }

/** Members of staff, one per row. */
export function StaffTable({ staff, branches }: Props) {
  const t = useTranslations('accounts.staff')
  const words = useStaffWords(branches)
  const { number } = usePlaceFormats()
  const columns: readonly Column<StaffDto>[] = [
    {
      key: 'person',
      head: t('person'),
      lead: true,
      cell: (it) => <Person staff={it} roles={it.roles.map(words.held)} />,
    },
    {
      key: 'roles',
      head: t('roles'),
      phone: 'hidden',
      cell: ({ roles }) => {
        const more = roles.length - rolesShown
        return (
          <>
            {roles.length === 0 && <span className="text-ink-3">{t('noRole')}</span>}
            {roles.slice(0, rolesShown).map((it) => (
              <span key={`${it.role} ${it.branch}`} className="block">
                {words.held(it)}
              </span>
            ))}
            {more > 0 && <span className="text-ink-3">{t('moreRoles', { count: more, n: number(more) })}</span>}
          </>
        )
      },
    },
    { key: 'state', head: t('state'), phone: 'hidden', cell: (it) => <StaffState staff={it} /> },
    {
      key: 'seen',
      head: t('lastSeen'),
      phone: 'hidden',
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('never') : <Moment at={lastSeenAt} />),
    },
  ]
  return <DataTable caption={t('title')} columns={columns} rows={staff} rowKey={(it) => it.id} layout={layout} />
}

/** The link to the account. On a phone, which has no columns, with the roles and a state that stands out. */
function Person({ staff, roles }: { staff: StaffDto; roles: readonly string[] }) {
  const t = useTranslations('accounts')
  return (
    <Link href={`/admin/staff/${staff.id}`} className="flex min-h-11 items-center gap-3 hover:text-turn">
      <span
        aria-hidden="true"
        className="grid size-9 shrink-0 place-items-center rounded-full bg-turn-soft font-semibold text-turn-strong"
      >
        {[...staff.displayName][0]}
      </span>
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block font-semibold">
          <bdi translate="no">{staff.displayName}</bdi>
        </span>
        <span className="block text-sm text-ink-3">
          <bdi translate="no" dir="ltr">
            {staff.username}
          </bdi>
          <span className="md:hidden">
            {' · '}
            {roles.join(t('separator'))}
          </span>
        </span>
      </span>
      <span className="md:hidden">{(!staff.active || staff.mustChangePassword) && <StaffState staff={staff} />}</span>
    </Link>
  )
}

/** Whether the account may sign in; a first password that was never replaced is told first. */
export function StaffState({ staff }: { staff: StaffDto }) {
  const t = useTranslations('accounts.staff')
  if (!staff.active)
    return (
      <StateWord tone="missed" icon="close">
        {t('inactive')}
      </StateWord>
    )
  if (staff.mustChangePassword)
    return (
      <StateWord tone="near" icon="clock">
        {t('firstPassword')}
      </StateWord>
    )
  return (
    <StateWord tone="done" icon="check">
      {t('active')}
    </StateWord>
  )
}
