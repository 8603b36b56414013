import { expect, test } from 'vitest'
import { clockOf, closesNextDay, isWholeDay, minuteOf, openingOf, typedOpening } from './clock'

test('a minute of the day and the time of the clock are the same in both directions', () => {
  for (const minute of [0, 5, 510, 1_439]) expect(minuteOf(clockOf(minute))).toBe(minute)
  expect(clockOf(510)).toBe('08:30')
  expect(minuteOf('')).toBeNull()
})

test('an opening that is stored is typed and stored again unchanged, over midnight and around the clock too', () => {
  const openings = [
    { weekday: 0, opensMinute: 480, closesMinute: 960 },
    { weekday: 1, opensMinute: 0, closesMinute: 1_440 },
    { weekday: 2, opensMinute: 1_320, closesMinute: 1_560 },
    { weekday: 3, opensMinute: 480, closesMinute: 1_440 },
  ]
  for (const opening of openings) expect(openingOf(typedOpening(opening))).toEqual(opening)
})

test('hours that end no later than they begin end on the next day, and midnight is the end of the day', () => {
  expect(closesNextDay({ weekday: 0, opens: '22:00', closes: '02:00' })).toBe(true)
  expect(closesNextDay({ weekday: 0, opens: '08:00', closes: '16:00' })).toBe(false)
  expect(closesNextDay({ weekday: 0, opens: '08:00', closes: '00:00' })).toBe(false)
  expect(isWholeDay({ weekday: 0, opens: '00:00', closes: '00:00' })).toBe(true)
})

test('an opening with a missing time is none', () => {
  expect(openingOf({ weekday: 0, opens: '', closes: '16:00' })).toBeNull()
})
