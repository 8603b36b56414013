import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Away, type Entry, isServed, type Point, virtualSchedule } from './virtual-schedule'

const room = (id: string, change: Partial<Point> = {}): Point => ({
  ...{ id, minutes: { lab: 10 }, busy: null, away: [] },
  ...change,
})
const waits = (id: string, change: Partial<Entry> = {}): Entry => ({ id, line: 'lab', from: 0, chance: 1, ...change })
const people = (count: number): Entry[] => Array.from({ length: count }, (_, i) => waits(`person-${i}`))
const startsOf = (points: Point[], entries: Entry[], again = {}): number[] => [
  ...virtualSchedule({ points, entries, again }),
]
const rest = (from: number, minutes: number): Away => ({ why: 'break', from, minutes })

describe('the virtual schedule', () => {
  test('gives each person to whichever room is free first', () => {
    expect(startsOf([room('a'), room('b', { minutes: { lab: 15 } })], people(5))).toEqual([0, 0, 10, 15, 20])
  })
  test('waits for the visitor who is in the room, at least a third of the visit', () => {
    const busy = (elapsed: number) => room('a', { busy: { minutes: 10, elapsed, line: 'lab' } })
    expect(startsOf([busy(4)], people(1))).toEqual([6])
    expect(startsOf([busy(40)], people(1))).toEqual([3.5])
  })
  test('calls nobody during a break, which begins when the visitor before it has gone', () => {
    expect(startsOf([room('a', { away: [rest(15, 30)] })], people(4))).toEqual([0, 10, 50, 60])
  })
  test('lets a room without visitors take its break in time', () => {
    const late = waits('late', { from: 40 })
    expect(startsOf([room('a', { away: [rest(15, 30)] })], [late])).toEqual([45])
    expect(startsOf([room('a', { away: [rest(5, 30)] })], [late])).toEqual([40])
  })
  test('has no time for those whom no room takes', () => {
    const closes: Away = { why: 'closing', from: 15, minutes: Infinity }
    expect(startsOf([room('a', { away: [closes] })], people(3))).toEqual([0, 10, Infinity])
    expect(startsOf([], people(1))).toEqual([Infinity])
    expect(startsOf([room('a')], [waits('x', { line: 'dental' })])).toEqual([Infinity])
  })
  test('takes the lines of a shared room in the order of call of all together', () => {
    const shared = room('a', { minutes: { lab: 10, 'x-ray': 4 } })
    const entries = [waits('1'), waits('2', { line: 'x-ray' }), waits('3'), waits('4', { line: 'x-ray' })]
    expect(startsOf([shared], entries)).toEqual([0, 10, 14, 24])
    expect(startsOf([shared, room('b', { minutes: { 'x-ray': 4 } })], entries)).toEqual([0, 0, 10, 4])
  })
  test('lets a booked person go before those who wait, from the booked time', () => {
    expect(startsOf([room('a')], [waits('booked', { from: 12 }), ...people(3)])).toEqual([20, 0, 10, 30])
  })
  test('counts a person who may come with the probability', () => {
    expect(startsOf([room('a')], [waits('booked', { from: 5, chance: 0.5 }), ...people(2)])).toEqual([10, 0, 15])
  })
  test('sends a person back to their own doctor only', () => {
    const back = waits('back', { point: 'b', minutes: 3 })
    expect(
      startsOf([room('a'), room('b', { busy: { minutes: 10, elapsed: 0, line: null } })], [back, ...people(2)]),
    ).toEqual([10, 0, 10])
  })
  test('keeps time for visits that will come back', () => {
    const again = { lab: { chance: 0.5, after: 15, minutes: 8 } }
    expect(startsOf([room('a')], people(4), again)).toEqual([0, 10, 20, 34])
  })
})

describe('a line', () => {
  const opening: Away = { why: 'opening', from: -Infinity, minutes: 20 }
  test('is served when one of its rooms has opened, also during its break', () => {
    expect(isServed('lab', [room('a', { away: [opening] }), room('b', { away: [rest(-Infinity, 10)] })])).toBe(true)
  })
  test('is not served while all its rooms still have to open, or others serve', () => {
    expect(isServed('lab', [room('a', { away: [opening] }), room('b', { minutes: { dental: 5 } })])).toBe(false)
  })
})

const anyPoint = fc.record({
  minutes: fc.dictionary(fc.constantFrom('lab', 'x-ray', 'dental'), fc.integer({ min: 1, max: 30 }), { minKeys: 1 }),
  busy: fc.option(
    fc.record({
      minutes: fc.integer({ min: 1, max: 30 }),
      elapsed: fc.integer({ min: 0, max: 60 }),
      line: fc.constant('lab'),
    }),
  ),
  away: fc
    .array(
      fc.record({
        why: fc.constant('break' as const),
        from: fc.integer({ min: -20, max: 200 }),
        minutes: fc.integer({ min: 1, max: 60 }),
      }),
      { maxLength: 3 },
    )
    .map((away) => away.sort((one, other) => one.from - other.from)),
})
const anyPoints = fc
  .array(anyPoint, { maxLength: 6 })
  .map((points) => points.map((it, i): Point => ({ id: `${i}`, ...it })))
const anyEntries = fc
  .array(
    fc.record({
      line: fc.constantFrom('lab', 'x-ray', 'dental'),
      from: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })),
    }),
    { maxLength: 40 },
  )
  .map((entries) => entries.map((it, i): Entry => ({ id: `${i}`, chance: 1, ...it })))

describe('in every virtual schedule', () => {
  test('nobody is called before they come, and everybody whose line has a room is called', () => {
    fc.assert(
      fc.property(anyPoints, anyEntries, (points, entries) => {
        const starts = startsOf(points, entries)
        for (const [i, { line, from }] of entries.entries()) {
          expect(starts[i]).toBeGreaterThanOrEqual(from)
          expect(Number.isFinite(starts[i])).toBe(points.some(({ minutes }) => line in minutes))
        }
      }),
    )
  })
  test('those of one line who wait now are called in the order of call', () => {
    fc.assert(
      fc.property(anyPoints, anyEntries, (points, entries) => {
        const starts = startsOf(points, entries)
        const lab = entries.flatMap(({ line, from }, i) => (line === 'lab' && from === 0 ? [starts[i] ?? 0] : []))
        expect(lab).toEqual([...lab].sort((one, other) => one - other))
      }),
    )
  })
  test('people behind do not change the time of those ahead, when all wait now', () => {
    fc.assert(
      fc.property(anyPoints, anyEntries, (points, entries) => {
        const now = entries.map((it) => ({ ...it, from: 0 }))
        expect(startsOf(points, now.slice(0, 10))).toEqual(startsOf(points, now).slice(0, 10))
      }),
    )
  })
})
