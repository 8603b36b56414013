import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aheadInLine, byOrderOfCall, type PriorityClass, type Waiting } from './order-of-call'

const normal: PriorityClass = { kind: 'ordinary', creditMinutes: 0, ratePercent: 100 }
const priority: PriorityClass = { kind: 'ordinary', creditMinutes: 10, ratePercent: 200 }
const emergency: PriorityClass = { kind: 'strict', creditMinutes: 0, ratePercent: 100 }
const booked: PriorityClass = { kind: 'booked', creditMinutes: 0, ratePercent: 150 }

const minutes = (count: number): number => count * 60_000
let made = 0
const waiting = (of: PriorityClass, since: number, sequence = ++made): Waiting => {
  return { class: of, creditFrom: minutes(since), sequence, id: `id-${made}` }
}
const inOrder = (line: readonly Waiting[], at: number): Waiting[] => [...line].sort(byOrderOfCall(minutes(at)))

describe('the order of call', () => {
  test('is by arrival within a class, and by number at the same instant', () => {
    const [late, second, first] = [waiting(normal, 5), waiting(normal, 1, 22), waiting(normal, 1, 21)]
    expect(inOrder([late, second, first], 9)).toEqual([first, second, late])
  })
  test('begins with emergencies, however long others wait', () => {
    const [first, urgent, special] = [waiting(normal, 0), waiting(emergency, 119), waiting(priority, 0)]
    expect(inOrder([first, special, urgent], 120)[0]).toBe(urgent)
  })
  test('lets who has priority pass those who came a little earlier, and the others later', () => {
    const [first, special] = [waiting(normal, 0), waiting(priority, 25)]
    expect(inOrder([first, special], 25)).toEqual([first, special])
    expect(inOrder([first, special], 41)).toEqual([special, first])
  })
  test('never lets somebody with priority pass those who wait for ever longer at once', () => {
    const [first, special] = [waiting(normal, 0), waiting(priority, 60)]
    expect(inOrder([first, special], 100)).toEqual([first, special])
  })
  test('gives a booking no credit before its time', () => {
    const [first, early] = [waiting(normal, 8), waiting(booked, 10)]
    expect(inOrder([early, first], 9)).toEqual([first, early])
    expect(inOrder([early, first], 20)).toEqual([early, first])
  })
  test('is a total order: the same from any beginning', () => {
    const one = fc.record({
      class: fc.constantFrom(normal, priority, emergency, booked),
      creditFrom: fc.integer({ min: 0, max: 5 }).map(minutes),
      sequence: fc.integer({ min: 1, max: 3 }),
      id: fc.uuid(),
    })
    const line = fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 12 })
    const check = fc.property(line, fc.integer({ min: 0, max: 20 }), (people, at) => {
      expect(inOrder([...people].reverse(), at)).toEqual(inOrder(people, at))
    })
    fc.assert(check)
  })
})

describe('who is ahead', () => {
  test('is counted as emergencies, bookings, and those who came earlier; the rest have priority', () => {
    const line = [
      waiting(emergency, 9),
      waiting(booked, 3),
      waiting(priority, 7),
      waiting(normal, 1),
      waiting(normal, 5),
    ]
    const ahead = aheadInLine(line.map(({ class: { kind }, creditFrom }) => ({ kind, creditFrom })))
    expect(ahead[0]).toEqual({ total: 0, emergency: 0, booked: 0, earlier: 0 })
    expect(ahead[4]).toEqual({ total: 4, emergency: 1, booked: 1, earlier: 1 })
  })
})
