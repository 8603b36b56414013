import { expect, test } from 'vitest'
import { afterTelling, delayIn, type Kept } from './expected-before'
import type { Point, Situation } from './virtual-schedule'

const minute = 60_000
const room = (elapsed: number): Point => {
  return { id: 'room', minutes: { eyes: 10 }, busy: { minutes: 10, elapsed, line: 'eyes' }, away: [] }
}
const situation = (ids: readonly string[], elapsed = 0): Situation => ({
  points: [room(elapsed)],
  entries: ids.map((id) => ({ id, line: 'eyes', from: 0, chance: 1 })),
})

test('a line that moves as expected is not late', () => {
  const kept: Kept = [{ at: 0, situation: situation(['a', 'b', 'c']) }]
  expect(delayIn('eyes', kept, 10 * minute, situation(['b', 'c']))).toBeNull()
})
test('a line in which nothing has moved for a quarter of an hour is late, because of the visit that takes so long', () => {
  const kept: Kept = [{ at: 0, situation: situation(['a', 'b', 'c'], 0) }]
  expect(delayIn('eyes', kept, 25 * minute, situation(['a', 'b', 'c'], 25))).toEqual({ reason: 'long_visit', since: 0 })
})
test('who came since is not late', () => {
  const kept: Kept = [{ at: 0, situation: situation(['a']) }]
  expect(delayIn('eyes', kept, 15 * minute, situation(['x', 'y'], 15))).toBeNull()
})
test('what was expected is kept for 20 minutes, every two', () => {
  let kept: Kept = []
  for (let at = 0; at <= 60 * minute; at += minute / 3) kept = afterTelling(kept, at, situation([]))
  expect(kept.length).toBeLessThanOrEqual(11)
  expect(kept[0]?.at).toBeGreaterThanOrEqual(40 * minute)
  expect(kept[0]?.at).toBeLessThanOrEqual(43 * minute)
})
