import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import type { Permission } from '@/lib/shared/permissions'
import { type Asker, isAllowed } from './actors'
import { branchAt, type Entry, type Place, type Target, type World } from './world'

/** Every actor that the contract admits. */
export const open = (target: Entry['target'] = () => ({})): Entry => ({ places: ['own'], target, refuses: () => null })

type InBranch = { person?: boolean; lists?: boolean; elsewhere?: ErrorCode }

/**
 * An object in a branch whose existence is public: elsewhere it is forbidden. `person`: only for signed-in people, not
 * for devices or programs.
 */
export const inBranch = (
  permission: Permission,
  target: (slug: string) => Promise<Target> | Target,
  { person = false, lists = false, elsewhere = 'not_allowed' }: InBranch = {},
): Entry => ({
  places: ['own', 'other'],
  target: (world, place) => target(branchAt(world, place).slug),
  lists,
  refuses: (asker, _, branchId) =>
    isAllowed(asker, permission, branchId) && (asker.kind === 'staff' || !person) ? null : elsewhere,
})

/** A list of the data in branches where the actor has the contract's permission. */
export const listed: Entry = { ...open(), lists: true }

type Made = (world: World, place: Place, asker: Asker) => Promise<Target>

/** An object of a branch by its id: an actor without the permission there must not learn that it exists. */
export const byId = (
  missing: ErrorCode,
  permission: Permission,
  make: Made,
  more: (asker: Asker) => ErrorCode | null = () => null,
): Entry => ({
  places: ['own', 'other', 'missing'],
  target: make,
  missing,
  refuses: (asker, place, branchId) =>
    place === 'missing' || !isAllowed(asker, permission, branchId) ? missing : more(asker),
})

/** The permission that a contract requires. */
export function permissionOf({ access }: Contract): Permission {
  if (access === 'public' || access === 'visitor' || access === 'paired_device' || access === 'signed_in')
    throw new Error(`${access} is not a permission`)
  return access
}
