import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '@/scripts/demo/random'
import { type Day, dayKinds, drawDay, type Visitor } from './days'
import type { Guest } from './guest'
import { anyClinic, dawr, leastTotal, type Policy, shortestLine } from './policies'
import { DayRun, type OrderOfCall } from './run-day'

const visitors = 40
const drawn = fc.record({ kind: fc.constantFrom(...dayKinds), seed: fc.nat(1_000_000) })
/** Days on which every room is served whenever somebody waits. */
const served = drawn.filter(({ kind }) => !['late start', 'breaks', 'stoppages'].includes(kind))
const policies = (seed: number): Policy[] => [dawr, shortestLine, leastTotal, anyClinic(seededRandom(seed))]

/** Checks something on random days under Dawr's rule. */
function onRandomDays(check: (day: Day) => void, { numRuns = 8, days = drawn } = {}): void {
  fc.assert(
    fc.property(days, ({ kind, seed }) => check(drawDay(kind, seed, visitors))),
    { numRuns },
  )
}

/** Whether one visitor came to the centre before another. */
const isBefore = (one: Visitor, other: Visitor): boolean =>
  one.arrivesAt < other.arrivesAt || (one.arrivesAt === other.arrivesAt && one.id < other.id)

const secondsServed = ({ visitor, plan }: Guest): number =>
  plan.reduce((sum, { service, status }) => sum + (status === 'completed' ? (visitor.seconds.get(service) ?? 0) : 0), 0)

describe('a day in the centre', () => {
  test('has everybody in one line or one room at most, at every moment', () => {
    onRandomDays(
      (day) => {
        const run = new DayRun(day, dawr, 'centre')
        let most = 0
        run.run(() => {
          const at = [...run.clinics.values()].flatMap(({ line, rooms }) => [
            ...line,
            ...rooms.map(({ guest }) => guest),
          ])
          const guests = at.filter((guest) => guest !== null)
          most = Math.max(most, guests.length - new Set(guests).size)
        })
        expect(most).toBe(0)
      },
      { numRuns: 6 },
    )
  })

  test('is accounted for to the second: waits, walks, services and holds are the length of each visit', () => {
    onRandomDays((day) => {
      for (const guest of new DayRun(day, dawr, 'centre').run()) {
        const { idle, walking, waiting, served } = guest.spent
        expect(idle + walking + waiting + served).toBe(guest.seconds)
        expect(waiting).toBe(guest.waits.reduce((sum, { seconds }) => sum + seconds, 0))
        expect(served).toBe(secondsServed(guest))
      }
    })
  })

  test('ends for everybody, with every step done, whichever rule sends them', () => {
    fc.assert(
      fc.property(drawn, fc.nat(3), fc.constantFrom<OrderOfCall>('centre', 'line'), ({ kind, seed }, number, order) => {
        const policy = policies(seed)[number] ?? dawr
        for (const { phase, plan } of new DayRun(drawDay(kind, seed, visitors), policy, order).run()) {
          expect(phase).toBe('gone')
          expect(plan.some(({ status }) => status === 'open')).toBe(false)
        }
      }),
      { numRuns: 8 },
    )
  })

  test('lets nobody wait longer than for those who came to the centre before, and the one who is served already', () => {
    onRandomDays(
      (day) => {
        for (const { visitor, waits } of new DayRun(day, dawr, 'centre').run()) {
          for (const { service, seconds } of waits) {
            const others = day.visitors.filter(({ steps }) => steps.some((step) => step.service === service))
            const length = (it: (typeof others)[number]): number => it.seconds.get(service) ?? 0
            const before = others.filter((it) => isBefore(it, visitor))
            const longest = Math.max(...others.map(length))
            expect(seconds).toBeLessThanOrEqual(before.reduce((sum, it) => sum + length(it), longest))
          }
        }
      },
      { days: served },
    )
  })

  test('is the same for the same seed', () => {
    const visits = () => new DayRun(drawDay('breaks', 7, visitors), dawr, 'centre').run().map((guest) => guest.seconds)
    expect(visits()).toEqual(visits())
  })
})
