import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, businessDate, businessMinute, instantOf, localTime } from './time'

const zones = [
  'Asia/Riyadh',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Cairo',
]
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })

describe('the wall clock', () => {
  test('of Riyadh is three hours ahead of UTC', () => {
    const shown = localTime(new Date('2026-11-22T21:30:00Z'), 'Asia/Riyadh')
    expect(shown).toEqual({ date: '2026-11-23', dayBefore: '2026-11-22', minute: 30, weekday: 1 })
  })
  test('begins the day at minute 0, not 24:00', () => {
    expect(localTime(new Date('2026-11-22T21:00:00Z'), 'Asia/Riyadh').minute).toBe(0)
  })
  test('knows half and quarter hours', () => {
    expect(localTime(new Date('2026-11-22T00:00:00Z'), 'Asia/Kathmandu').minute).toBe(345)
  })
  test('refuses a zone that does not exist', () => {
    expect(() => localTime(new Date(), 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('days', () => {
  test.each([
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s and %i days is %s', (date, days, sum) => {
    expect(addDays(date, days)).toBe(sum)
  })
  test('adding and subtracting days returns to the start', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -800, max: 800 }), (at, days) => {
        const date = at.toISOString().slice(0, 10)
        expect(addDays(addDays(date, days), -days)).toBe(date)
      }),
    )
  })
})

describe('the business day', () => {
  test.each([
    ['a minute before four in the morning belongs to yesterday', '2026-11-22T00:59:00Z', '2026-11-21'],
    ['four in the morning begins the day', '2026-11-22T01:00:00Z', '2026-11-22'],
    ['after midnight it is still the same day', '2026-11-22T22:00:00Z', '2026-11-22'],
  ])('%s', (_, at, date) => {
    expect(businessDate(new Date(at), 'Asia/Riyadh', 240)).toBe(date)
  })
  test.each([
    ['at its beginning none', '2026-11-22T01:00:00Z', 0],
    ['an hour before midnight 19 hours', '2026-11-22T20:00:00Z', 1_140],
    ['an hour after midnight 21 hours', '2026-11-22T22:00:00Z', 1_260],
    ['before it begins all but one of the day before', '2026-11-22T00:59:00Z', 1_439],
  ])('has minutes that passed: %s', (_, at, minute) => {
    const branch = { timeZone: 'Asia/Riyadh', dayStartsMinute: 240 }
    expect(businessMinute(new Date(at), branch)).toBe(minute)
  })
  test('crosses the change to winter time without a gap or a repeat', () => {
    const days = Array.from({ length: 96 }, (_, half) =>
      businessDate(new Date(Date.parse('2026-10-24T12:00:00Z') + half * 1_800_000), 'Europe/Berlin', 240),
    )
    expect([...new Set(days)]).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
    expect(days).toEqual([...days].sort())
  })
})

describe('the instant of a wall-clock time', () => {
  test('is what the wall clock shows', () => {
    expect(instantOf('2026-11-22', 480, 'Asia/Riyadh')).toEqual(new Date('2026-11-22T05:00:00Z'))
  })
  test('may be on the next day', () => {
    expect(instantOf('2026-11-22', 1_560, 'Asia/Riyadh')).toEqual(new Date('2026-11-22T23:00:00Z'))
  })
  test('converts back to the same time, wherever that time exists', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
        const shown = localTime(at, zone)
        const again = localTime(instantOf(shown.date, shown.minute, zone), zone)
        expect(again).toEqual(shown)
      }),
    )
  })
  test('in the hour that summer time skips is an instant near it', () => {
    // New York, 8 March 2026: two o'clock becomes three.
    const at = instantOf('2026-03-08', 150, 'America/New_York')
    expect(['2026-03-08T06:30:00.000Z', '2026-03-08T07:30:00.000Z']).toContain(at.toISOString())
  })
})
