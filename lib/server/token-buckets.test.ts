import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TokenBuckets } from './token-buckets'

describe('a token bucket', () => {
  test('gives its burst at once, then its rate per second', () => {
    const buckets = new TokenBuckets(10, 60)
    const taken = (now: number, tries: number): number =>
      Array.from({ length: tries }, () => buckets.take('a', now)).filter((left) => left >= 0).length
    expect(taken(0, 100)).toBe(60)
    expect(taken(1_000, 100)).toBe(10)
    expect(taken(1_050, 100)).toBe(0)
    expect(taken(100_000, 100)).toBe(60)
  })
  test('is separate for each key', () => {
    const buckets = new TokenBuckets(1, 1)
    expect([buckets.take('a', 0), buckets.take('b', 0)]).toEqual([0, 0])
    expect(buckets.take('a', 0)).toBe(-1)
  })
  test('reports how many tokens are missing', () => {
    const buckets = new TokenBuckets(2, 4)
    buckets.take('a', 0, 4)
    expect(buckets.take('a', 500, 4)).toBe(-3)
  })
  test('gains nothing when the clock is set back', () => {
    const buckets = new TokenBuckets(10, 10)
    buckets.take('a', 5_000, 10)
    expect(buckets.take('a', 0)).toBeLessThan(0)
    expect(buckets.take('a', 100)).toBe(0)
  })
  test('never gives more than burst and rate allow, at any times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 200 }), (steps) => {
        const buckets = new TokenBuckets(5, 20)
        let [now, given] = [0, 0]
        for (const step of steps) {
          now += step
          if (buckets.take('a', now) >= 0) given++
        }
        expect(given).toBeLessThanOrEqual(20 + (now / 1_000) * 5 + 1e-6)
      }),
    )
  })
  test('A16: a million unknown keys take no more memory than 40,000, and do not evict keys in use', () => {
    const buckets = new TokenBuckets(1, 2)
    buckets.take('in use', 0, 2)
    for (let i = 0; i < 1_000_000; i++) {
      buckets.take(`stranger ${i}`, 0)
      if (i % 10_000 === 0) expect(buckets.take('in use', 0)).toBeLessThan(0)
    }
    const { recent, older } = buckets as unknown as { recent: Map<string, unknown>; older: Map<string, unknown> }
    expect(recent.size + older.size).toBeLessThanOrEqual(40_000)
  })
})
