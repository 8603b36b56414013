import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { availabilityOf, isOpenAcross, isOpenAt, nextOpening, type Opening } from './rules'

const riyadh = 'Asia/Riyadh'
const [sunday, monday, friday, saturday] = [0, 1, 5, 6]
/** A time on Riyadh's clocks; 22 November 2026 is a Sunday. */
const inRiyadh = (day: number, hour: number, minute = 0): Date => new Date(Date.UTC(2026, 10, day, hour - 3, minute))
const opening = (weekday: number, from: number, to: number): Opening => ({
  weekday,
  opensMinute: from * 60,
  closesMinute: to * 60,
})

describe('a clinic open on Sundays from eight to four', () => {
  const hours = [opening(sunday, 8, 16)]
  test.each([
    ['a minute before', inRiyadh(22, 7, 59), false],
    ['at eight', inRiyadh(22, 8), true],
    ['at noon', inRiyadh(22, 12), true],
    ['a minute before four', inRiyadh(22, 15, 59), true],
    ['at four', inRiyadh(22, 16), false],
    ['on Monday', inRiyadh(23, 12), false],
  ])('%s', (_, now, open) => {
    expect(isOpenAt(hours, now, riyadh)).toBe(open)
  })
  test('next opens on the same morning, or a week later', () => {
    expect(nextOpening(hours, inRiyadh(22, 6), riyadh)).toEqual(inRiyadh(22, 8))
    expect(nextOpening(hours, inRiyadh(22, 8), riyadh)).toEqual(inRiyadh(29, 8))
    expect(nextOpening(hours, inRiyadh(25, 12), riyadh)).toEqual(inRiyadh(29, 8))
  })
})

describe('hours past midnight', () => {
  const night = [opening(saturday, 20, 26)]
  test.each([
    ['Saturday at eight in the evening', inRiyadh(21, 20), true],
    ['Saturday just before midnight', inRiyadh(21, 23, 59), true],
    ['Sunday at midnight', inRiyadh(22, 0), true],
    ['Sunday a minute before two', inRiyadh(22, 1, 59), true],
    ['Sunday at two', inRiyadh(22, 2), false],
    ['Sunday evening', inRiyadh(22, 20), false],
  ])('%s', (_, now, open) => {
    expect(isOpenAt(night, now, riyadh)).toBe(open)
  })
  test('extend Saturday night into Sunday across the end of the week', () => {
    expect(nextOpening(night, inRiyadh(22, 2), riyadh)).toEqual(inRiyadh(28, 20))
  })
})

describe('across a boundary', () => {
  const midnight = inRiyadh(22, 0)
  test.each([
    ['two days without a pause', [opening(saturday, 0, 24), opening(sunday, 0, 24)], true],
    ['one opening over the boundary', [opening(saturday, 20, 26)], true],
    ['an opening that ends there', [opening(saturday, 20, 24)], false],
    ['an opening that begins there', [opening(sunday, 0, 8)], false],
    ['no opening', [], false],
  ])('%s', (_, hours, open) => {
    expect(isOpenAcross(hours, midnight, riyadh)).toBe(open)
  })
})

describe('next opening', () => {
  test('is the first of several on that day', () => {
    const twice = [opening(sunday, 16, 20), opening(sunday, 8, 12)]
    expect(nextOpening(twice, inRiyadh(22, 7), riyadh)).toEqual(inRiyadh(22, 8))
    expect(nextOpening(twice, inRiyadh(22, 13), riyadh)).toEqual(inRiyadh(22, 16))
  })
  test('skips the days that are closed', () => {
    expect(nextOpening([opening(monday, 8, 12)], inRiyadh(27, 10), riyadh)).toEqual(inRiyadh(30, 8))
  })
  test('is never for a clinic without opening hours', () => {
    expect(nextOpening([], inRiyadh(22, 7), riyadh)).toBeNull()
    expect(isOpenAt([], inRiyadh(22, 7), riyadh)).toBe(false)
  })
  test('follows the wall clock across the change to summer time', () => {
    // Berlin: on 29 March 2026 two o'clock becomes three.
    const now = new Date('2026-03-28T12:00:00Z')
    expect(nextOpening([opening(sunday, 8, 12)], now, 'Europe/Berlin')).toEqual(new Date('2026-03-29T06:00:00Z'))
    expect(isOpenAt([opening(sunday, 8, 12)], new Date('2026-03-29T06:00:00Z'), 'Europe/Berlin')).toBe(true)
    expect(isOpenAt([opening(sunday, 8, 12)], new Date('2026-03-29T05:59:00Z'), 'Europe/Berlin')).toBe(false)
  })
  test('is a time at which the clinic is open, and closed one minute before', () => {
    const anyOpening = fc
      .record({
        weekday: fc.integer({ min: 0, max: 6 }),
        opensMinute: fc.integer({ min: 0, max: 1_439 }),
        length: fc.integer({ min: 1, max: 1_440 }),
      })
      .map(({ weekday, opensMinute, length }) => ({ weekday, opensMinute, closesMinute: opensMinute + length }))
    const anyMoment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(anyOpening, { minLength: 1, maxLength: 5 }), anyMoment, (hours, now) => {
        const next = nextOpening(hours, now, riyadh)
        expect(next).not.toBeNull()
        if (next === null) return
        expect(next.getTime()).toBeGreaterThan(now.getTime())
        expect(isOpenAt(hours, next, riyadh)).toBe(true)
      }),
    )
  })
})

describe('whether a clinic issues tickets', () => {
  const clinic = { status: 'open', dailyCap: 3, hours: [opening(sunday, 8, 16), opening(monday, 9, 16)] }
  const nextDay = inRiyadh(23, 4)
  const noon = inRiyadh(22, 12)
  test('it does while open and not full', () => {
    expect(availabilityOf(clinic, 2, noon, riyadh, nextDay)).toEqual({ availability: 'open', opensAt: null })
  })
  test('a full one issues tickets again when it opens on the next business day', () => {
    expect(availabilityOf(clinic, 3, noon, riyadh, nextDay)).toEqual({ availability: 'full', opensAt: inRiyadh(23, 9) })
  })
  test('a full one that never closes issues tickets again when the next business day begins', () => {
    const always = [0, 1, 2, 3, 4, 5, 6].map((weekday) => opening(weekday, 0, 24))
    expect(availabilityOf({ ...clinic, hours: always }, 9, noon, riyadh, nextDay).opensAt).toEqual(nextDay)
  })
  test('one without a cap is never full', () => {
    expect(availabilityOf({ ...clinic, dailyCap: null }, 9_999, noon, riyadh, nextDay).availability).toBe('open')
  })
  test('outside opening hours it is closed and says when it opens, full or not', () => {
    const early = inRiyadh(22, 7)
    expect(availabilityOf(clinic, 3, early, riyadh, nextDay)).toEqual({
      availability: 'closed',
      opensAt: inRiyadh(22, 8),
    })
  })
  test('one that is switched off gives no opening time', () => {
    const off = { ...clinic, status: 'closed' }
    expect(availabilityOf(off, 0, noon, riyadh, nextDay)).toEqual({ availability: 'closed', opensAt: null })
  })
  test('it is closed on Friday', () => {
    expect(clinic.hours.some((it) => it.weekday === friday)).toBe(false)
    expect(availabilityOf(clinic, 0, inRiyadh(27, 12), riyadh, nextDay)).toEqual({
      availability: 'closed',
      opensAt: inRiyadh(29, 8),
    })
  })
})
