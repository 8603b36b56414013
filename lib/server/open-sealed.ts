import 'server-only'
import { unreadable } from '@/lib/shared/unreadable'
import { unseal } from './crypto'
import { log } from './log'
import { singleton } from './singleton'

/** Where a value did not open, as `table.column`: the log names each once, since a line is read again and again. */
const named = (): Set<string> => singleton('unopened-columns', () => new Set())

/** Opens what `seal` made for a place, or answers null with a log entry when it does not open. */
export function tryUnseal(sealed: string, place: string): string | null {
  try {
    return unseal(sealed, place)
  } catch {
    const [column = ''] = place.split(':')
    if (!named().has(column)) log().error({ column }, 'a sealed value does not open; `dawr keys` counts by key')
    named().add(column)
    return null
  }
}

/** The value for people to see: `unreadable` when it does not open, so that it takes nothing else with it. */
export function openSealed(sealed: string | null, place: string): string | null {
  return sealed === null ? null : (tryUnseal(sealed, place) ?? unreadable)
}
