import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { variables } from '@/lib/server/config/variables'
import { dropSingleton } from '@/lib/server/singleton'
import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { givePathway } from '@/prisma/factories/visit-factory'
import { type Asker, makeAskers } from './actors'
import { plantCanaries } from './canaries'

/** Where the requested object is: in the actor's branch, in another one, or missing. */
export type Place = 'own' | 'other' | 'missing'

export type World = { own: BranchRecord; other: BranchRecord; askers: readonly Asker[] }

/** A request to an endpoint about one object. */
export type Target = {
  params?: Record<string, string>
  query?: string
  body?: unknown
  /** The secret link of the visit it concerns. */
  visitToken?: string
}

/** How the matrix calls one endpoint, and the expected results. */
export type Entry = {
  places: readonly Place[]
  /** Creates the requested object; `for` is its owner if it must be the actor's own. */
  target: (world: World, place: Place, asker: Asker) => Promise<Target> | Target
  /** After the contract's access rule: the reason for a refusal, or null. `branchId` is that of the object. */
  refuses: (asker: Asker, place: Place, branchId: string) => ErrorCode | null
  /** The refusal for a missing object; the same for objects that the actor may not know of. */
  missing?: ErrorCode
  /** The answer is a list: it contains the own branch's data and none of another branch. */
  lists?: boolean
}

const clinics = [{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }]

/** The matrix checks the same few actors thousands of times. */
function liftLimits(): void {
  for (const name of Object.keys(variables.shape)) if (name.includes('_LIMIT_')) process.env[name] = '1000000'
  dropSingleton('config')
}

const withPathway = (branch: BranchRecord): Promise<BranchRecord> =>
  givePathway(branch, [{ service: 'eyes' }, { service: 'lab', required: false }])

/** Two branches with one object of every kind each, and all actors. */
export async function makeWorld(): Promise<World> {
  liftLimits()
  const [own, other] = [await withPathway(await makeBranch(clinics)), await withPathway(await makeBranch(clinics))]
  const askers = await makeAskers(own)
  const by = askers.find((it) => it.kind === 'staff')?.id ?? ''
  for (const branch of [own, other]) await plantCanaries(branch, by)
  return { own, other, askers }
}

/** The branch of a place; a missing object is requested in the actor's own one. */
export function branchAt(world: World, place: Place): BranchRecord {
  return place === 'other' ? world.other : world.own
}

/** Why the contract itself refuses an actor, wherever the object is; null when it does not. */
export function refusedByAccess({ access, endpoint }: Contract, asker: Asker): ErrorCode | null {
  // A client that sends a Bearer token is counted as a program, so it must be a valid one; monitoring endpoints are not
  // counted.
  if (asker.badBearer && !/\/(health|openapi)/.test(endpoint.path)) return 'not_signed_in'
  if (access === 'public') return null
  if (access === 'visitor') return asker.mustChangePassword ? 'password_change_required' : null
  if (access === 'paired_device') return asker.device ? null : 'not_signed_in'
  if (asker.kind === 'visitor') return 'not_signed_in'
  if (access === 'signed_in') return asker.kind === 'staff' ? null : 'not_allowed'
  if (asker.mustChangePassword) return 'password_change_required'
  if (access === 'job.manage' && asker.branch !== 'all') return 'not_allowed'
  return asker.allowed.includes(access) ? null : 'not_allowed'
}
