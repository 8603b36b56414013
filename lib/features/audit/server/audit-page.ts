import 'server-only'
import { type BranchRecord, listBranches } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { branchesWhere } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import { addDays, instantOf } from '@/lib/shared/time'
import type { AuditView, PossibleActor } from '../contract'
import { type AuditSearch, noBranch } from '../rules'
import { listAudit } from './list-audit'

/** Possible actors in a branch: its staff, devices and programs; of all branches without one. One query. */
async function possibleActors(branchId: string | null): Promise<PossibleActor[]> {
  return db().$queryRaw<PossibleActor[]>`
    SELECT id, name, kind FROM (
      SELECT id, display_name AS name, 'staff' AS kind, 1 AS place FROM account AS a WHERE EXISTS (
        SELECT FROM role_assignment r WHERE r.account_id = a.id
          AND (${branchId}::uuid IS NULL OR r.branch_id IS NULL OR r.branch_id = ${branchId}::uuid))
      UNION ALL SELECT id, label, 'device', 2 FROM device
        WHERE revoked_at IS NULL AND (${branchId}::uuid IS NULL OR branch_id = ${branchId}::uuid)
      UNION ALL SELECT id, name, 'software', 3 FROM api_token
        WHERE revoked_at IS NULL AND (${branchId}::uuid IS NULL OR branch_id IS NULL OR branch_id = ${branchId}::uuid)
    ) AS everybody ORDER BY place, name LIMIT 300`
}

/** Converts the filters for the API: days become instants in the branch's time zone. */
function queryOf(search: AuditSearch, { timeZone }: AuditView['place']) {
  const { branch, from, to, actor, action, subject, before } = search
  return {
    limit: 50,
    ...(branch !== null && branch !== noBranch && { branch }),
    ...(from !== null && { from: instantOf(from, 0, timeZone).toISOString() }),
    ...(to !== null && { to: instantOf(addDays(to, 1), 0, timeZone).toISOString() }),
    ...(actor !== null && { actor }),
    ...(action !== null && { action }),
    ...(subject !== null && { subject }),
    ...(before !== null && { before }),
  }
}

function chosen(wanted: string | null, home: string | null, open: readonly BranchRecord[], everywhere: boolean) {
  if (wanted === noBranch && everywhere) return null
  return open.find((it) => it.slug === wanted) ?? open.find((it) => it.slug === home) ?? open[0] ?? null
}

/** Reads the audit page for the actor; falls back to a branch whose audit they may read. */
export async function readAuditPage(asked: AuditSearch, home: string | null): Promise<AuditView> {
  const staff = await signedInPageStaff()
  const [all, readable] = [await listBranches(), branchesWhere(staff, 'audit.read')]
  const everywhere = readable === 'all'
  const open = everywhere ? all : all.filter((it) => readable.includes(it.id))
  const branch = chosen(asked.branch, home, open, everywhere)
  const clock = branch ?? open.find((it) => it.slug === home) ?? open[0]
  const place = { timeZone: clock?.timeZone ?? 'UTC', digits: clock?.digits ?? 'arab' }
  const search = { ...asked, branch: branch?.slug ?? noBranch }
  const [page, actors] = await Promise.all([
    listAudit(staff, queryOf(search, place)),
    possibleActors(branch?.id ?? null),
  ])
  const branches = open.map(({ slug, name }) => ({ slug, name }))
  return { search, branches, everywhere, place, actors, page }
}
