import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterWait, expectedWait, newRangeState, type RangeState, rangeOf } from './ranges'

/** Numbers from 0 to 1 that look random and are the same in every run. */
function* noise(seed = 1): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 16_807) % 2_147_483_647
    yield state / 2_147_483_647
  }
}

/** Learns from waits that are `actual(scheduled, noise)`; the share of the last half that was below, in and above its range. */
function calibrate(actual: (scheduled: number, random: number) => number, waits = 6_000) {
  const random = noise()
  let state: RangeState = newRangeState()
  const share = { below: 0, held: 0, above: 0 }
  for (let i = 0; i < waits; i++) {
    const scheduled = 8 + 50 * random.next().value
    const range = rangeOf(state, scheduled)
    if (!range) throw new Error('no range')
    const wait = actual(scheduled, random.next().value)
    if (i >= waits / 2) share[wait < range.low ? 'below' : wait > range.high ? 'above' : 'held'] += 2 / waits
    state = afterWait(state, { scheduled, range }, wait)
  }
  return { state, share }
}

describe('the stated range', () => {
  test.each([
    ['narrow', (scheduled: number, random: number) => scheduled + 6 * (random - 0.5)],
    ['wide', (scheduled: number, random: number) => scheduled * (0.5 + random)],
    ['lopsided', (scheduled: number, random: number) => scheduled - 2 - 10 * Math.log(1 - random)],
    ['biased', (scheduled: number, random: number) => 1.4 * scheduled + 20 * (random - 0.5)],
  ])('holds four in five of %s errors, as it was rounded', (_, actual) => {
    const { below, held, above } = calibrate(actual).share
    expect(held).toBeGreaterThan(0.75)
    expect(held).toBeLessThan(0.87)
    expect(below).toBeLessThan(0.13)
    expect(above).toBeLessThan(0.13)
  })
  test('is of a day at most: nothing is told of a longer wait', () => {
    expect(rangeOf(newRangeState(), 1_300)?.high).toBeLessThanOrEqual(1_440)
    expect(rangeOf(newRangeState(), 1_440)).toBeNull()
    expect(rangeOf(newRangeState(), 40_000)).toBeNull()
  })
  test('is in steps of five minutes, at least five wide, and never below nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (scheduled) => {
        const range = rangeOf(newRangeState(), scheduled)
        expect(range?.low).toBeGreaterThanOrEqual(0)
        expect((range?.high ?? 0) - (range?.low ?? 0)).toBeGreaterThanOrEqual(5)
        expect([(range?.low ?? 1) % 5, (range?.high ?? 1) % 5]).toEqual([0, 0])
      }),
    )
  })
  test('is less than five minutes for who is next', () => {
    expect(rangeOf(newRangeState(), 0)).toEqual({ low: 0, high: 5 })
  })
  test('is not there where nobody serves', () => {
    expect(rangeOf(newRangeState(), Infinity)).toBeNull()
    expect(expectedWait(newRangeState(), Infinity)).toBeNull()
  })
})

describe('the expected wait', () => {
  test('is without the bias that was learned', () => {
    const { state } = calibrate((scheduled, random) => scheduled + 6 + 8 * (random - 0.5))
    expect(expectedWait(state, 25)).toBeCloseTo(31, 0)
  })
  test('survives being stored', () => {
    const { state } = calibrate((scheduled) => scheduled, 50)
    expect(rangeOf(JSON.parse(JSON.stringify(state)) as RangeState, 30)).toEqual(rangeOf(state, 30))
  })
})
