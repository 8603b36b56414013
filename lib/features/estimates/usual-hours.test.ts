import { describe, expect, test } from 'vitest'
import { afterWorkDay, type Stretch, type UsualHours, usualAway } from './usual-hours'

const at = (hour: number, minute = 0): number => 60 * hour + minute
const after = (days: number, worked: readonly Stretch[]): UsualHours =>
  Array.from({ length: days }).reduce<UsualHours>((hours) => afterWorkDay(hours, worked), [])
const working = { closesIn: null }
const withBreak = after(3, [
  { from: at(8), until: at(10) },
  { from: at(10, 30), until: at(14) },
])

describe('the usual hours of a point', () => {
  test('have its break and its closing', () => {
    expect(usualAway(withBreak, at(9), working)).toEqual([
      { why: 'break', from: 60, minutes: 15 },
      { why: 'break', from: 75, minutes: 15 },
      { why: 'closing', from: 300, minutes: Infinity },
    ])
  })
  test('say when it opens', () => {
    expect(usualAway(withBreak, at(7, 40), { why: 'opening', atLeast: 4 })[0]).toEqual({
      ...{ why: 'opening', from: -Infinity, minutes: 20 },
    })
  })
  test('let it be late when it should have opened', () => {
    expect(usualAway(withBreak, at(8, 10), { why: 'opening', atLeast: 4 })[0]).toMatchObject({ minutes: 4 })
  })
  test('have what is left of a break', () => {
    expect(usualAway(withBreak, at(10, 5), { why: 'break', atLeast: 2 })[0]).toMatchObject({ minutes: 25 })
  })
  test('follow a change within days', () => {
    const later = Array.from({ length: 14 }).reduce<UsualHours>(
      (hours) => afterWorkDay(hours, [{ from: at(9), until: Infinity }]),
      withBreak,
    )
    expect(usualAway(later, at(8), { why: 'opening', atLeast: 0 })[0]?.minutes).toBeCloseTo(56, -1)
    expect(usualAway(later, at(9), working).some(({ why }) => why === 'closing')).toBe(false)
  })
  test('are not known of a point that was never there: at work it stays, away it is not expected', () => {
    expect(usualAway([], at(9), working)).toEqual([])
    expect(usualAway([], at(9), { why: 'opening', atLeast: 5 })).toEqual([
      { why: 'closing', from: -Infinity, minutes: Infinity },
    ])
  })

  test('are not those of today where it works through its break, or after its closing', () => {
    expect(usualAway(withBreak, at(10, 5), working)).toEqual([{ why: 'closing', from: 235, minutes: Infinity }])
    expect(usualAway(withBreak, at(14, 5), working)).toEqual([])
  })
  test('end with the hours of its clinic: it is back until then if it usually leaves before', () => {
    const away = usualAway(withBreak, at(13, 45), { closesIn: 45 })
    expect(away).toEqual([
      { why: 'break', from: 15, minutes: 15 },
      { why: 'break', from: 30, minutes: 15 },
      { why: 'closing', from: 45, minutes: Infinity },
    ])
    expect(usualAway(withBreak, at(14, 5), { closesIn: 25 })).toEqual([{ why: 'closing', from: 25, minutes: Infinity }])
    expect(usualAway([], at(9), { closesIn: 300 })).toEqual([{ why: 'closing', from: 300, minutes: Infinity }])
  })
  test('end later than those of its clinic where it usually serves all who have come', () => {
    expect(usualAway(withBreak, at(13), { closesIn: 30 })).toEqual([{ why: 'closing', from: 60, minutes: Infinity }])
  })
})
