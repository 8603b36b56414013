import type { StaffRole } from '@/lib/shared/permissions'

/** A role in a branch (its slug), or in all when `branch` is null. */
export type HeldRole = { role: StaffRole; branch: string | null }

/** The roles that may be granted, by branch. */
export type Grantable = readonly { branch: string | null; roles: readonly StaffRole[] }[]

/** A row of the form; its role may be unset. */
export type RoleRow = { key: number; role: StaffRole | ''; branch: string | null }

/** Whether the role may be granted and revoked there. */
export function isGrantable(grantable: Grantable, { role, branch }: HeldRole): boolean {
  return grantable.some((it) => it.branch === branch && it.roles.includes(role))
}

/** The roles offered for a branch. */
export function rolesIn(grantable: Grantable, branch: string | null): readonly StaffRole[] {
  return grantable.find((it) => it.branch === branch)?.roles ?? []
}

/** A new row: in the branch of the last row, else in the first branch, else in all branches. */
export function newRow(grantable: Grantable, rows: readonly RoleRow[]): RoleRow {
  const last = rows[rows.length - 1]
  const place = grantable.find((it) => it.branch !== null) ?? grantable[0]
  const key = Math.max(0, ...rows.map((it) => it.key)) + 1
  return { key, role: '', branch: last ? last.branch : (place?.branch ?? null) }
}

/** Moves a row to another branch; clears a role that may not be granted there. */
export function movedTo(grantable: Grantable, row: RoleRow, branch: string | null): RoleRow {
  const stays = row.role !== '' && isGrantable(grantable, { role: row.role, branch })
  return { ...row, branch, role: stays ? row.role : '' }
}

/** The rows for the roles held that the signed-in person may change. */
export function rowsOf(held: readonly HeldRole[], grantable: Grantable): RoleRow[] {
  return held.filter((it) => isGrantable(grantable, it)).map((it, index) => ({ ...it, key: index + 1 }))
}

export type RowsProblem = 'none' | 'unchosen' | 'repeated'

/** The error of the rows, or null. `kept` are roles that the form cannot remove. */
export function problemOfRows(rows: readonly RoleRow[], kept: number): RowsProblem | null {
  if (rows.some((it) => it.role === '')) return 'unchosen'
  if (rows.length + kept === 0) return 'none'
  const names = rows.map((it) => `${it.role} ${it.branch}`)
  return new Set(names).size < names.length ? 'repeated' : null
}

/** The rows as the request body has them. */
export function heldOf(rows: readonly RoleRow[]): HeldRole[] {
  return rows.flatMap(({ role, branch }) => (role === '' ? [] : [{ role, branch }]))
}
