import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { type Asker, makeAskers } from './actors'

/** Where the thing asked for is: in the branch of whoever asks, in another one, or nowhere. */
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
  /** The thing to ask for, made anew; `for` whom it is made where it must be somebody's own. */
  target: (world: World, place: Place, asker: Asker) => Promise<Target> | Target
  /** After the contract's own access: why it is refused, or null. `branchId` is of the thing. */
  refuses: (asker: Asker, place: Place, branchId: string) => ErrorCode | null
  /** The refusal that belongs to a missing thing; the same for what may not be known. */
  missing?: ErrorCode
}

/** Two branches, and everybody who may ask. */
export async function makeWorld(): Promise<World> {
  const [own, other] = [await makeBranch(clinics), await makeBranch(clinics)]
  return { own, other, askers: await makeAskers(own) }
}

const clinics = [{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }]

/** The branch of a place; a missing thing is asked for in one's own. */
export function branchAt(world: World, place: Place): BranchRecord {
  return place === 'other' ? world.other : world.own
}

/** Why the contract itself refuses an asker, wherever the thing is; null when it lets through. */
export function refusedByAccess({ access }: Contract, asker: Asker): ErrorCode | null {
  if (access === 'public') return null
  if (asker.badBearer) return 'not_signed_in'
  if (access === 'visitor') return asker.mustChangePassword ? 'password_change_required' : null
  if (access === 'paired_device') return asker.device ? null : 'not_signed_in'
  if (asker.kind === 'visitor') return 'not_signed_in'
  if (access === 'signed_in') return asker.kind === 'staff' ? null : 'not_allowed'
  if (asker.mustChangePassword) return 'password_change_required'
  return asker.allowed.includes(access) ? null : 'not_allowed'
}
