import { AppError } from '@/lib/shared/errors'
import type { Permission } from '@/lib/shared/permissions'

/** A feature that can be switched per branch, or tried in one branch before all have it. */
export type Flag = {
  byDefault: boolean
  /** The permission, in the branch, to switch it. */
  switchedWith: Permission
  /**
   * The expiry day, `YYYY-MM-DD`. Before it the flag must be removed or become a setting of the branch; after it `npm
   * run verify` fails. A running installation keeps the state.
   */
  until: string
  /** Visitors lose something while it is off: the page asks for confirmation. */
  servesVisitors: boolean
}

/** Every flag. Texts: `flags.about` in lib/i18n/messages. */
export const flags = {
  /** A visitor takes a turn on their own phone. */
  phone_turns: { byDefault: true, switchedWith: 'branch.manage', until: '2027-06-30', servesVisitors: true },
  /** A visitor confirms a phone number by a code, which costs a message. */
  phone_numbers: { byDefault: true, switchedWith: 'branch.manage', until: '2027-06-30', servesVisitors: true },
  /** The hall screen sounds a chime with each call. */
  hall_chime: { byDefault: true, switchedWith: 'device.manage', until: '2027-06-30', servesVisitors: false },
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof flags
export const flagNames = Object.keys(flags) as [FlagName, ...FlagName[]]

/** Whether each flag is on in a branch. */
export type FlagStates = Readonly<Record<FlagName, boolean>>

/** The states of a branch with some switched flags. Names that this release does not know are ignored. */
export function flagStates(switched: readonly { name: string; isOn: boolean }[]): FlagStates {
  const states = flagNames.map((name) => [name, switched.find((it) => it.name === name)?.isOn ?? flags[name].byDefault])
  return Object.fromEntries(states) as FlagStates
}

/** Whether a flag is on in a branch. */
export function flagOn(branch: { flags: FlagStates }, name: FlagName): boolean {
  return branch.flags[name]
}

/** Throws `switched_off` unless a flag is on in a branch. */
export function assertFlagOn(branch: { flags: FlagStates }, name: FlagName): void {
  if (!flagOn(branch, name)) throw new AppError('switched_off', { flag: name })
}
