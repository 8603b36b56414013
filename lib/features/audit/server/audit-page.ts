import 'server-only'
import { listAccountNames } from '@/lib/features/accounts/server/public'
import { type BranchRecord, listBranches } from '@/lib/features/branches/server/public'
import { listDeviceNames } from '@/lib/features/devices/server/public'
import { listTokenNames } from '@/lib/features/software/server/public'
import { branchesWhere } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import { addDays, instantOf } from '@/lib/shared/time'
import type { AuditView, PossibleActor } from '../contract'
import { type AuditSearch, noBranch } from '../rules'
import { listAudit } from './list-audit'

const mostActors = 300

/** Possible actors in a branch: its staff, devices and programs; of all branches without one. At most 300. */
async function possibleActors(branchId: string | null): Promise<PossibleActor[]> {
  const [staff, devices, programs] = await Promise.all([
    listAccountNames(branchId, mostActors),
    listDeviceNames(branchId, mostActors),
    listTokenNames(branchId, mostActors),
  ])
  const of = (kind: PossibleActor['kind'], rows: readonly { id: string; name: string }[]): PossibleActor[] =>
    rows.map((row) => ({ ...row, kind }))
  return [...of('staff', staff), ...of('device', devices), ...of('software', programs)].slice(0, mostActors)
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
