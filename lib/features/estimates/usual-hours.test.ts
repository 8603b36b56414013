import { describe, expect, test } from 'vitest'
import { afterWorkDay, type Stretch, type UsualHours, usualAway } from './usual-hours'

const at = (hour: number, minute = 0): number => 60 * hour + minute
const after = (days: number, worked: readonly Stretch[]): UsualHours =>
  Array.from({ length: days }).reduce<UsualHours>((hours) => afterWorkDay(hours, worked), [])
const withBreak = after(3, [
  { from: at(8), until: at(10) },
  { from: at(10, 30), until: at(14) },
])

describe('the usual hours of a point', () => {
  test('have its break and its closing', () => {
    expect(usualAway(withBreak, at(9), null)).toEqual([
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
    expect(usualAway(later, at(9), null).some(({ why }) => why === 'closing')).toBe(false)
  })
  test('are not known of a point that was never there: at work it stays, away it is not expected', () => {
    expect(usualAway([], at(9), null)).toEqual([])
    expect(usualAway([], at(9), { why: 'opening', atLeast: 5 })).toEqual([
      { why: 'closing', from: -Infinity, minutes: Infinity },
    ])
  })
})
