import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '@/scripts/demo/random'
import { drawClinic } from './clinic'
import { drawDay } from './draw-day'
import { type KindName, kinds } from './kinds'
import type { DayLog } from './log'
import { playDay } from './play-day'

function dayOf(kind: KindName, seed: number): DayLog {
  const random = seededRandom(seed)
  return playDay(random, drawDay(random, drawClinic(random, kinds[kind])))
}

const anyDay = fc.tuple(fc.constantFrom(...(Object.keys(kinds) as KindName[])), fc.nat())

describe('a simulated day', () => {
  test('is the same for the same seed', () => {
    expect(dayOf('few staff', 7)).toEqual(dayOf('few staff', 7))
    expect(dayOf('few staff', 7)).not.toEqual(dayOf('few staff', 8))
  })
  test('calls or loses everybody who joins, once, in order of time', () => {
    fc.assert(
      fc.property(anyDay, ([kind, seed]) => {
        const waiting = new Set<string>()
        let now = -Infinity
        for (const event of dayOf(kind, seed).events) {
          expect(event.at).toBeGreaterThanOrEqual(now)
          now = event.at
          if (event.kind === 'join') waiting.add(event.person)
          if (event.kind === 'call' || event.kind === 'leave') expect(waiting.delete(event.person)).toBe(true)
        }
        expect(waiting.size).toBe(0)
      }),
      { numRuns: 10 },
    )
  })
  test('has at most one visitor at a point, and none while it is away', () => {
    fc.assert(
      fc.property(anyDay, ([kind, seed]) => {
        const { points, events } = dayOf(kind, seed)
        const state = new Map(points.map(({ id }) => [id, 'away']))
        const next = {
          open: ['away', 'free'],
          away: ['free', 'away'],
          call: ['free', 'busy'],
          end: ['busy', 'free'],
          absent: ['busy', 'free'],
        } as const
        for (const event of events) {
          if (event.kind === 'join' || event.kind === 'leave') continue
          const [from, to] = next[event.kind]
          expect(state.get(event.point)).toBe(from)
          state.set(event.point, to)
        }
      }),
      { numRuns: 10 },
    )
  })
})
