import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from './ids'

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('ids', () => {
  test('are UUIDs of version 7 for any time', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => uuid7.test(newId(now))))
  })
  test('carry their time, so later ones sort later', () => {
    const times = fc.integer({ min: 0, max: 2 ** 48 - 2 })
    fc.assert(
      fc.property(times, times, (one, other) => {
        fc.pre(one < other)
        return newId(one) < newId(other)
      }),
    )
    expect(newId(0x0123456789ab).startsWith('01234567-89ab-7')).toBe(true)
  })
  test('do not repeat', () => {
    const now = Date.now()
    expect(new Set(Array.from({ length: 20_000 }, () => newId(now))).size).toBe(20_000)
  })
})
