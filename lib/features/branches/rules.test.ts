import { describe, expect, test } from 'vitest'
import type { Opening } from './opening-hours'
import { availabilityOf } from './rules'

const riyadh = 'Asia/Riyadh'
const [sunday, monday, friday] = [0, 1, 5]
/** A time on Riyadh's clocks; 22 November 2026 is a Sunday. */
const inRiyadh = (day: number, hour: number): Date => new Date(Date.UTC(2026, 10, day, hour - 3))
const opening = (weekday: number, from: number, to: number): Opening => ({
  weekday,
  opensMinute: from * 60,
  closesMinute: to * 60,
})

describe('whether a clinic issues tickets', () => {
  const clinic = {
    status: 'open',
    dailyCap: 3,
    hours: { weekly: [opening(sunday, 8, 16), opening(monday, 9, 16)], exceptions: [] },
  }
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
    expect(
      availabilityOf({ ...clinic, hours: { weekly: always, exceptions: [] } }, 9, noon, riyadh, nextDay).opensAt,
    ).toEqual(nextDay)
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
    expect(clinic.hours.weekly.some((it) => it.weekday === friday)).toBe(false)
    expect(availabilityOf(clinic, 0, inRiyadh(27, 12), riyadh, nextDay)).toEqual({
      availability: 'closed',
      opensAt: inRiyadh(29, 8),
    })
  })
})
