'use client'

import { useTranslations } from 'next-intl'
import type { BranchRef } from '@/lib/features/branches/contract'
import type { StaffRole } from '@/lib/shared/permissions'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { SelectField } from '@/lib/ui/office/select-field'
import { type Grantable, type HeldRole, movedTo, newRow, type RoleRow, type RowsProblem, rolesIn } from './role-rows'
import { useStaffWords } from './staff-words'

type Props = {
  rows: readonly RoleRow[]
  onChange: (rows: RoleRow[]) => void
  grantable: Grantable
  branches: readonly BranchRef[]
  /** Roles that the signed-in person may not revoke. */
  kept?: readonly HeldRole[]
  problem: RowsProblem | null
}

const everywhere = '*'
const valueOf = (branch: string | null): string => branch ?? everywhere

/** Edits the roles of an account: one row per role and branch. */
export function RolesEditor({ rows, onChange, grantable, branches, kept = [], problem }: Props) {
  const t = useTranslations('accounts.staff')
  const tRoles = useTranslations('accounts.roles')
  const tHints = useTranslations('accounts.roleHints')
  const words = useStaffWords(branches)
  const put = (row: RoleRow) => onChange(rows.map((it) => (it.key === row.key ? row : it)))
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-semibold">{t('roles')}</legend>
      {kept.map((it) => (
        <p
          key={`${it.role} ${it.branch}`}
          className="flex items-center gap-2 rounded-md bg-sunken px-4 py-3 text-ink-2"
        >
          <OfficeIcon name="lock" className="size-4" />
          <span className="flex-1">{words.held(it)}</span>
          <span className="text-sm text-ink-3">{t('notYours')}</span>
        </p>
      ))}
      {rows.map((row) => (
        <div key={row.key} className="grid gap-3 rounded-md border border-line p-4">
          <SelectField
            label={t('role')}
            value={row.role}
            hint={row.role === '' ? undefined : tHints(row.role)}
            onChange={(event) => put({ ...row, role: event.target.value as StaffRole | '' })}
            options={[
              ...(row.role === '' ? [{ value: '', label: t('chooseRole') }] : []),
              ...rolesIn(grantable, row.branch).map((role) => ({ value: role, label: tRoles(role) })),
            ]}
          />
          <SelectField
            label={t('where')}
            value={valueOf(row.branch)}
            onChange={(event) => {
              const { value } = event.target
              put(movedTo(grantable, row, value === everywhere ? null : value))
            }}
            options={grantable.map(({ branch }) => ({ value: valueOf(branch), label: words.branch(branch) }))}
          />
          {(rows.length > 1 || kept.length > 0) && (
            <div className="justify-self-start">
              <Button size="small" variant="danger" onClick={() => onChange(rows.filter((it) => it.key !== row.key))}>
                {t('removeRole')}
              </Button>
            </div>
          )}
        </div>
      ))}
      <p role="alert" className="text-sm font-semibold text-missed empty:hidden">
        {problem && t(`rolesProblem.${problem}`)}
      </p>
      <div className="justify-self-start">
        <Button variant="quiet" onClick={() => onChange([...rows, newRow(grantable, rows)])}>
          <Icon name="plus" />
          {rows.length === 0 ? t('addRole') : t('addAnotherRole')}
        </Button>
      </div>
    </fieldset>
  )
}
