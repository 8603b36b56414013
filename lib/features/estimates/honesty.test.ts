import { describe, expect, test } from 'vitest'
import { newTrust, noErrors, summaryOf, trustAfter, withWait } from './honesty'

const range = { low: 10, high: 20 }
const wait = (actual: number) => ({ expected: 15, range, actual })
const after = (trust: typeof newTrust, actual: readonly number[]) =>
  actual.reduce((sum, minutes) => trustAfter(sum, wait(minutes)), trust)
const times = (count: number, minutes: number): number[] => Array.from({ length: count }, () => minutes)

describe('the summary of the errors', () => {
  test('has the mean error, the bias, and how many were late and how many within the range', () => {
    const sums = [wait(5), wait(15), wait(20), wait(30)].reduce(withWait, noErrors)
    expect(summaryOf(sums)).toEqual({ waits: 4, meanError: 7.5, bias: -2.5, latePercent: 25, heldPercent: 50 })
  })
  test('is not there before the first wait', () => {
    expect(summaryOf(noErrors)).toBeNull()
  })
})

describe('estimates', () => {
  test('stay while one wait in five is late', () => {
    expect(
      after(
        newTrust,
        times(50, 0).flatMap(() => [30, 15, 15, 15, 15]),
      ).isHidden,
    ).toBe(false)
  })
  test('hide when more than three waits in ten are late', () => {
    expect(
      after(
        newTrust,
        times(40, 0).flatMap(() => [30, 30, 15, 15]),
      ).isHidden,
    ).toBe(true)
  })
  test('are not hidden for a few late waits at the very beginning', () => {
    expect(after(newTrust, [30, 30, 30]).isHidden).toBe(false)
  })
  test('show again when they have been good for a while, not at the first good wait', () => {
    const hidden = after(newTrust, times(40, 30))
    expect(after(hidden, [15]).isHidden).toBe(true)
    expect(after(hidden, times(80, 15)).isHidden).toBe(false)
  })
  test('are not bad for waits that are shorter', () => {
    expect(after(newTrust, times(100, 1)).isHidden).toBe(false)
  })
})
