import { delayOf } from './delay-reasons'
import type { LineDelay } from './learned'
import type { Situation } from './virtual-schedule'

/** The situations from which a branch's waits were told in the last minutes, the oldest first. Times are in milliseconds. */
export type Kept = readonly { at: number; situation: Situation }[]

const minute = 60_000
/** They are kept for 20 minutes, one every two. */
const keptFor = 20 * minute
const keptEvery = 2 * minute

/** What is kept after waits were told at `at`. */
export function afterTelling(kept: Kept, at: number, situation: Situation): Kept {
  const recent = kept.filter((it) => at - it.at <= keptFor && it.at < at)
  const last = recent.at(-1)
  return last && at - last.at < keptEvery ? recent : [...recent, { at, situation }]
}

/** Why the last of a line who waited then as now is called more than 10 minutes later than was expected; null if not. */
export function delayIn(line: string, kept: Kept, at: number, now: Situation): LineDelay | null {
  const before = kept[0]
  if (!before || before.at >= at) return null
  const known = new Set(before.situation.entries.map(({ id }) => id))
  const last = now.entries.findLast((it) => it.line === line && known.has(it.id))
  if (!last) return null
  const elapsed = (at - before.at) / minute
  const [reason] = delayOf(last.id, now, { situation: before.situation, elapsed })?.reasons ?? []
  return reason ? { reason, since: before.at } : null
}
