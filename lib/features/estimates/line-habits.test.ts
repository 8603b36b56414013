import { describe, expect, test } from 'vitest'
import { assumed } from './learned-mean'
import { afterCall, afterHandover, againOf, expectedOccupancy, minutesUntil, newLineHabits } from './line-habits'

describe('the habits of a line', () => {
  test('a visitor who does not come occupies the room for the time of the call only', () => {
    let habits = newLineHabits(10)
    for (let i = 0; i < 500; i++) habits = afterCall(habits, i % 2 === 0 ? 3 : null)
    expect(habits.absent.mean).toBeCloseTo(0.5, 1)
    expect(expectedOccupancy(10, { ...habits, handover: assumed(1) })).toBeCloseTo(0.5 * 10 + 0.5 * 3 + 1, 0)
  })
  test('a long pause between two visitors is no handover', () => {
    const habits = newLineHabits(10)
    expect(afterHandover(habits, 25)).toEqual(habits)
    expect(afterHandover(habits, 5).handover.mean).toBeGreaterThan(habits.handover.mean)
  })
  test('nobody comes back before it was seen', () => {
    expect(againOf(newLineHabits(10)).chance).toBe(0)
  })
})

describe('a planned time', () => {
  test('is expected late by what is usual', () => {
    expect(minutesUntil(100, 80, assumed(4))).toBe(24)
  })
  test('that has passed is always still to come', () => {
    expect(minutesUntil(100, 130, assumed(4))).toBe(4)
  })
})
