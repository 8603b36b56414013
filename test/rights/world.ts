import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { variables } from '@/lib/server/config/variables'
import { dropSingleton } from '@/lib/server/singleton'
import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { type Asker, makeAskers } from './actors'
import { plantCanaries } from './canaries'

/** Where the requested thing is: in the actor's branch, in another one, or missing. */
export type Place = 'own' | 'other' | 'missing'

export type World = { own: BranchRecord; other: BranchRecord; askers: readonly Asker[] }

/** A request to an endpoint about one thing. */
export type Target = {
  params?: Record<string, string>
  query?: string
  body?: unknown
  /** The secret link of the visit that it is about. */
  visitToken?: string
}

/** How the matrix asks one endpoint, and what must come of it. */
export type Entry = {
  places: readonly Place[]
  /** Creates the thing to request; `for` is its owner where it must be the actor's own. */
  target: (world: World, place: Place, asker: Asker) => Promise<Target> | Target
  /** After the contract's own access: why it is refused, or null. `branchId` is of the thing. */
  refuses: (asker: Asker, place: Place, branchId: string) => ErrorCode | null
  /** The refusal that belongs to a missing thing; the same for what may not be known. */
  missing?: ErrorCode
  /** The answer is a list: it contains the own branch's data and none of another branch. */
  lists?: boolean
}

const clinics = [{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }]

/** Matrix and lists are asked thousands of times by the same few. */
function liftLimits(): void {
  for (const name of Object.keys(variables.shape)) if (name.includes('_LIMIT_')) process.env[name] = '1000000'
  dropSingleton('config')
}

/** Two branches with one thing of every kind each, and all actors. */
export async function makeWorld(): Promise<World> {
  liftLimits()
  const [own, other] = [await makeBranch(clinics), await makeBranch(clinics)]
  const askers = await makeAskers(own)
  const by = askers.find((it) => it.kind === 'staff')?.id ?? ''
  for (const branch of [own, other]) await plantCanaries(branch, by)
  return { own, other, askers }
}

/** The branch of a place; a missing thing is requested in the own one. */
export function branchAt(world: World, place: Place): BranchRecord {
  return place === 'other' ? world.other : world.own
}

/** Why the contract itself refuses an asker, wherever the thing is; null when it lets through. */
export function refusedByAccess({ access, endpoint }: Contract, asker: Asker): ErrorCode | null {
  // Whoever says to be a program is counted as one, so it must be one; but nobody counts who looks after the server.
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
