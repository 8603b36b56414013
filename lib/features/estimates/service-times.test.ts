import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterPacedVisit, newPace, paceOf } from './pace'
import { afterVisit, blendedMinutes, newServiceTimes } from './service-times'

const learned = (typical: number, visits: readonly number[]) => visits.reduce(afterVisit, newServiceTimes(typical))
const times = (count: number, minutes: number): number[] => Array.from({ length: count }, () => minutes)

describe('the learned service minutes', () => {
  test('start as the typical minutes, which count as ten visits', () => {
    expect(newServiceTimes(8).mean).toBe(8)
    expect(learned(8, times(10, 12)).mean).toBeCloseTo(10)
  })
  test('follow a change within about thirty visits, however many there were before', () => {
    const after = learned(8, [...times(1_000, 8), ...times(33, 12)])
    expect(after.mean).toBeGreaterThan(10.4)
    expect(after.mean).toBeLessThan(11)
  })
  test('count an outlier as three times the median', () => {
    expect(learned(8, [170]).mean).toBeCloseTo(learned(8, [24]).mean)
  })
  test('ignore a visit that was left open for more than three hours', () => {
    expect(learned(8, [181])).toEqual(newServiceTimes(8))
    expect(learned(8, [Number.NaN, -1])).toEqual(newServiceTimes(8))
  })
  test('stay within what was seen, whatever was seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.double({ min: 0, max: 180, noNaN: true })),
        (typical, visits) => {
          const { mean, median } = learned(typical, visits)
          expect(mean).toBeGreaterThanOrEqual(Math.min(typical, ...visits))
          expect(mean).toBeLessThanOrEqual(Math.max(typical, ...visits))
          expect(median).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('the minutes of a member of staff', () => {
  test('are those of the clinic for one who is new', () => {
    expect(blendedMinutes(newServiceTimes(8), null)).toBe(8)
  })
  test('are their own the more visits they had', () => {
    expect(blendedMinutes(newServiceTimes(8), { mean: 12, median: 12, count: 10 })).toBe(10)
    expect(blendedMinutes(newServiceTimes(8), { mean: 12, median: 12, count: 990 })).toBeCloseTo(12, 1)
  })
})

describe('the pace of a day', () => {
  test('is the usual one at its beginning', () => {
    expect(paceOf(newPace)).toBe(1)
  })
  test('becomes that of the visits of the day', () => {
    let pace = newPace
    for (let i = 0; i < 12; i++) pace = afterPacedVisit(pace, 15, 10)
    expect(paceOf(pace)).toBeCloseTo(1.25)
  })
})
