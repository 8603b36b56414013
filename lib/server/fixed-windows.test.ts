import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FixedWindows } from './fixed-windows'

describe('a window of uses', () => {
  test('counts from the first use of a key until it ends', () => {
    const windows = new FixedWindows(1_000)
    expect(windows.use('a', 300)).toEqual({ used: 1, endsInMs: 1_000 })
    expect(windows.use('a', 1_299)).toEqual({ used: 2, endsInMs: 1 })
    expect(windows.use('a', 1_300)).toEqual({ used: 1, endsInMs: 1_000 })
  })
  test('is separate for each key', () => {
    const windows = new FixedWindows(1_000)
    windows.use('a', 0)
    expect(windows.use('b', 600)).toEqual({ used: 1, endsInMs: 1_000 })
    expect(windows.use('a', 700)).toEqual({ used: 2, endsInMs: 300 })
  })
  test('is removed soon after it ends', () => {
    const windows = new FixedWindows(1_000)
    for (let key = 0; key < 500; key++) windows.use(String(key), key)
    expect(windows.size).toBe(500)
    windows.use('late', 1_200)
    windows.use('later', 2_300)
    expect(windows.size).toBe(2)
    windows.use('much later', 9_000)
    expect(windows.size).toBe(1)
  })
  test('A16: a million unknown keys take no more memory than 200,000, and do not evict keys in use', () => {
    const windows = new FixedWindows(1_000)
    for (let i = 0; i < 1_000_000; i++) {
      windows.use(`stranger ${i}`, 0)
      if (i % 50_000 === 0) windows.use('in use', 0)
    }
    expect(windows.size).toBeLessThanOrEqual(200_000)
    expect(windows.use('in use', 0).used).toBe(21)
  })
  test('counts like a list of all uses, for any keys and times', () => {
    const uses = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), step: fc.nat(700) }), { maxLength: 200 })
    fc.assert(
      fc.property(uses, (all) => {
        const windows = new FixedWindows(1_000)
        const begun = new Map<string, { at: number; used: number }>()
        let now = 0
        for (const { key, step } of all) {
          now += step
          const open = begun.get(key)
          const expected = open && now - open.at < 1_000 ? open : { at: now, used: 0 }
          expected.used++
          begun.set(key, expected)
          expect(windows.use(key, now)).toEqual({ used: expected.used, endsInMs: expected.at + 1_000 - now })
        }
      }),
    )
  })
})
