import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closingAt, faultOf, isOpenAcross, isOpenAt, nextOpening, type Opening, type Schedule } from './opening-hours'

const riyadh = 'Asia/Riyadh'
const [sunday, monday, saturday] = [0, 1, 6]
/** A time on Riyadh's clocks; 22 November 2026 is a Sunday. */
const inRiyadh = (day: number, hour: number, minute = 0): Date => new Date(Date.UTC(2026, 10, day, hour - 3, minute))
const opening = (weekday: number, from: number, to: number): Opening => ({
  weekday,
  opensMinute: from * 60,
  closesMinute: to * 60,
})
const weekly = (...openings: readonly Opening[]): Schedule => ({ weekly: openings, exceptions: [] })

describe('the closing of a place', () => {
  test('is the end of the opening, or of those that follow it at once, also after midnight', () => {
    const halves = weekly(opening(sunday, 8, 12), opening(sunday, 12, 16), opening(monday, 20, 25))
    expect(closingAt(halves, inRiyadh(22, 11), riyadh)).toEqual(inRiyadh(22, 16))
    expect(closingAt(halves, inRiyadh(22, 13), riyadh)).toEqual(inRiyadh(22, 16))
    expect(closingAt(halves, inRiyadh(24, 0, 30), riyadh)).toEqual(inRiyadh(24, 1))
  })
  test('is not known while it is closed, or where it stays open for a day', () => {
    expect(closingAt(weekly(opening(sunday, 8, 12)), inRiyadh(22, 12), riyadh)).toBeNull()
    const always = weekly(...[0, 1, 2, 3, 4, 5, 6].map((day) => opening(day, 0, 24)))
    expect(closingAt(always, inRiyadh(22, 11), riyadh)).toBeNull()
  })
})

describe('a clinic open on Sundays from eight to four', () => {
  const hours = weekly(opening(sunday, 8, 16))
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
  const night = weekly(opening(saturday, 20, 26))
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
    expect(isOpenAcross(weekly(...hours), midnight, riyadh)).toBe(open)
  })
})

describe('next opening', () => {
  test('is the first of several on that day', () => {
    const twice = weekly(opening(sunday, 16, 20), opening(sunday, 8, 12))
    expect(nextOpening(twice, inRiyadh(22, 7), riyadh)).toEqual(inRiyadh(22, 8))
    expect(nextOpening(twice, inRiyadh(22, 13), riyadh)).toEqual(inRiyadh(22, 16))
  })
  test('skips the days that are closed', () => {
    expect(nextOpening(weekly(opening(monday, 8, 12)), inRiyadh(27, 10), riyadh)).toEqual(inRiyadh(30, 8))
  })
  test('is never for a clinic without opening hours', () => {
    expect(nextOpening(weekly(), inRiyadh(22, 7), riyadh)).toBeNull()
    expect(isOpenAt(weekly(), inRiyadh(22, 7), riyadh)).toBe(false)
  })
  test('follows the wall clock across the change to summer time', () => {
    // Berlin: on 29 March 2026 two o'clock becomes three.
    const now = new Date('2026-03-28T12:00:00Z')
    expect(nextOpening(weekly(opening(sunday, 8, 12)), now, 'Europe/Berlin')).toEqual(new Date('2026-03-29T06:00:00Z'))
    expect(isOpenAt(weekly(opening(sunday, 8, 12)), new Date('2026-03-29T06:00:00Z'), 'Europe/Berlin')).toBe(true)
    expect(isOpenAt(weekly(opening(sunday, 8, 12)), new Date('2026-03-29T05:59:00Z'), 'Europe/Berlin')).toBe(false)
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
        const next = nextOpening(weekly(...hours), now, riyadh)
        expect(next).not.toBeNull()
        if (next === null) return
        expect(next.getTime()).toBeGreaterThan(now.getTime())
        expect(isOpenAt(weekly(...hours), next, riyadh)).toBe(true)
      }),
    )
  })
})

describe('exceptional hours', () => {
  const everyDay = [0, 1, 2, 3, 4, 5, 6].map((weekday) => opening(weekday, 8, 16))
  const holiday = { from: '2026-11-23', to: '2026-11-24', openings: [] }
  const shortened = {
    from: '2026-11-20',
    to: '2026-11-30',
    openings: [opening(sunday, 10, 13), opening(monday, 22, 26)],
  }
  const closedTwoDays = { weekly: everyDay, exceptions: [holiday] }
  test('replace the weekly hours on every date they cover, the first and the last included', () => {
    const open = (day: number) => isOpenAt(closedTwoDays, inRiyadh(day, 12), riyadh)
    expect([22, 23, 24, 25].map(open)).toEqual([true, false, false, true])
  })
  test('are skipped by the next opening', () => {
    expect(nextOpening(closedTwoDays, inRiyadh(22, 17), riyadh)).toEqual(inRiyadh(25, 8))
  })
  test('the first that covers a date holds', () => {
    const both = { weekly: everyDay, exceptions: [holiday, shortened] }
    expect(isOpenAt(both, inRiyadh(22, 9), riyadh)).toBe(false)
    expect(isOpenAt(both, inRiyadh(22, 12), riyadh)).toBe(true)
    expect(isOpenAt(both, inRiyadh(23, 23), riyadh)).toBe(false)
  })
  test('a night that began under them goes on into a date with others', () => {
    const ends = { weekly: everyDay, exceptions: [{ ...shortened, to: '2026-11-23' }] }
    expect(isOpenAt(ends, inRiyadh(24, 1), riyadh)).toBe(true)
    expect(isOpenAt(ends, inRiyadh(24, 2), riyadh)).toBe(false)
  })
  test('a place that is closed for more than sixty days has no next opening', () => {
    const away = { weekly: everyDay, exceptions: [{ from: '2026-11-22', to: '2027-03-01', openings: [] }] }
    expect(nextOpening(away, inRiyadh(22, 9), riyadh)).toBeNull()
  })
})

describe('openings that cannot stand together', () => {
  test.each([
    ['one that ends when it begins', [opening(sunday, 8, 8)], 'ends_before_it_begins'],
    ['one that ends before it begins', [opening(sunday, 8, 7)], 'ends_before_it_begins'],
    ['one of more than a day', [opening(sunday, 8, 33)], 'longer_than_a_day'],
    ['two at once', [opening(sunday, 8, 12), opening(sunday, 11, 16)], 'overlap'],
    ['a night into the next morning', [opening(sunday, 20, 33), opening(monday, 8, 12)], 'overlap'],
    [
      'the last night of the week into its first morning',
      [opening(saturday, 20, 33), opening(sunday, 8, 12)],
      'overlap',
    ],
    ['one after the other', [opening(sunday, 8, 12), opening(sunday, 12, 16)], null],
    ['one', [opening(saturday, 20, 26)], null],
    ['none', [], null],
  ])('%s', (_, openings, fault) => {
    expect(faultOf(openings)).toBe(fault)
  })
})
