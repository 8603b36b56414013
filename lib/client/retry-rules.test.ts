import { describe, expect, it } from 'vitest'
import { backOff, pauseBeforeRetry } from './retry-rules'

const now = Date.parse('2026-11-22T10:00:00Z')

describe('pauseBeforeRetry', () => {
  it('waits longer each time and then gives up', () => {
    expect([0, 1, 2, 3].map((tries) => pauseBeforeRetry(tries, 0, null, now))).toEqual([100, 200, 400, null])
  })
  it('retries only what may succeed later', () => {
    for (const status of [429, 502, 503, 504]) expect(pauseBeforeRetry(0, status, null, now)).toBe(100)
    for (const status of [400, 401, 403, 404, 409, 422, 500]) expect(pauseBeforeRetry(0, status, null, now)).toBeNull()
  })
  it('respects Retry-After in seconds and as a date', () => {
    expect(pauseBeforeRetry(0, 429, '2', now)).toBe(2_000)
    expect(pauseBeforeRetry(0, 503, 'Sun, 22 Nov 2026 10:00:03 GMT', now)).toBe(3_000)
    expect(pauseBeforeRetry(0, 503, 'Sun, 22 Nov 2026 09:00:00 GMT', now)).toBe(100)
    expect(pauseBeforeRetry(0, 503, 'soon', now)).toBe(100)
  })
  it('does not keep a person waiting for a long Retry-After', () => {
    expect(pauseBeforeRetry(0, 429, '60', now)).toBeNull()
  })
})

describe('backOff', () => {
  it('doubles up to the longest pause', () => {
    expect([0, 1, 2, 5, 50].map((tries) => backOff(tries, 1_000, 30_000, 1))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ])
  })
  it('spreads over the upper half of the pause', () => {
    expect(backOff(1, 1_000, 30_000, 0)).toBe(1_000)
    expect(backOff(1, 1_000, 30_000, 0.5)).toBe(1_500)
  })
})
