import 'server-only'
import { type Actor, may } from '@/lib/server/identity/actor'
import type { FlagDto } from '../contract'
import { type FlagName, flags } from '../flags'

/** A stored switch, with the name of the person who switched last. */
export type FlagRow = { isOn: boolean; version: number; changedAt: Date; changedBy: { displayName: string } }

/** The columns read with a switch: the account that switched last. */
export const withSwitcher = { changedBy: { select: { displayName: true } } } as const

/** A flag of a branch as the actor sees it; `row` is null if it was never switched there. */
export function presentFlag(name: FlagName, row: FlagRow | null, actor: Actor, branchId: string): FlagDto {
  const { byDefault, switchedWith, until } = flags[name]
  return {
    name,
    on: row?.isOn ?? byDefault,
    byDefault,
    until,
    maySwitch: actor.kind === 'staff' && may(actor, switchedWith, branchId),
    version: row?.version ?? 0,
    changedAt: row?.changedAt.toISOString() ?? null,
    changedBy: row?.changedBy.displayName ?? null,
  }
}
