import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { idleSince } from '@/lib/server/identity/activity'
import { type Actor, branchesWhere, type RoleHeld } from '@/lib/server/identity/actor'
import type { StaffDto } from '../../staff-contract'
import { mayEdit, seesRole, withSlugs } from './staff-rights'

/** A member of staff with all roles, including those hidden from the actor. */
export type StaffRow = {
  id: string
  username: string
  displayName: string
  status: string
  version: number
  mustChangePassword: boolean
  pin: boolean
  secondFactor: boolean
  openSessions: number
  lastSeenAt: Date | null
  roles: RoleHeld[]
}

type Page = { where: readonly Prisma.Sql[]; limit: number; now: Date }

/**
 * The visibility condition of an account: a role in a visible branch, or in all. A requested role or
 * branch must be that same one, so that hidden roles match nothing.
 */
export function isSeenBy(actor: Actor, wanted: { role?: string; branchId?: string } = {}): Prisma.Sql {
  const seen = branchesWhere(actor, 'staff.read')
  if (seen.length === 0) return Prisma.sql`false`
  const conditions = [
    Prisma.sql`r.account_id = a.id`,
    ...(seen === 'all' ? [] : [Prisma.sql`(r.branch_id IS NULL OR r.branch_id = ANY(${[...seen]}::uuid[]))`]),
    ...(wanted.branchId ? [Prisma.sql`(r.branch_id IS NULL OR r.branch_id = ${wanted.branchId}::uuid)`] : []),
    ...(wanted.role ? [Prisma.sql`r.role = ${wanted.role}`] : []),
  ]
  // An actor who sees all branches also finds accounts without a role.
  if (conditions.length === 1) return Prisma.sql`true`
  return Prisma.sql`EXISTS (SELECT FROM role_assignment r WHERE ${Prisma.join(conditions, ' AND ')})`
}

/** Members of staff by user name. One query. */
export function readStaff(through: Pick<Tx, '$queryRaw'>, { where, limit, now }: Page): Promise<StaffRow[]> {
  return through.$queryRaw<StaffRow[]>`
    SELECT a.id, a.username, a.display_name AS "displayName", a.status, a.version,
      a.must_change_password AS "mustChangePassword", a.pin_hash IS NOT NULL AS pin,
      a.totp_confirmed_at IS NOT NULL AS "secondFactor", s.open AS "openSessions", s.seen_at AS "lastSeenAt",
      (SELECT coalesce(json_agg(json_build_object('role', r.role, 'branchId', r.branch_id)), '[]')
       FROM role_assignment r WHERE r.account_id = a.id) AS roles
    FROM account a CROSS JOIN LATERAL (
      SELECT max(o.seen_at) AS seen_at, (count(*) FILTER (
        WHERE o.revoked_at IS NULL AND o.expires_at > ${now} AND o.seen_at >= ${idleSince(now)}))::int AS open
      FROM session o WHERE o.account_id = a.id
    ) s
    WHERE ${Prisma.join([...where], ' AND ')} ORDER BY a.username LIMIT ${limit}::int`
}

/** A member of staff as the actor may see it. */
export async function presentStaff(actor: Actor, row: StaffRow, tx?: Tx): Promise<StaffDto> {
  const { status, version: _, lastSeenAt, roles, ...rest } = row
  return {
    ...rest,
    active: status === 'active',
    roles: await withSlugs(
      roles.filter((it) => seesRole(actor, it)),
      tx,
    ),
    lastSeenAt: lastSeenAt && lastSeenAt.toISOString(),
    editable: mayEdit(actor, roles),
    version: row.version,
  }
}
