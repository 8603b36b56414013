import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceState, groupCode, newCode, readCode } from './rules'

describe('a pairing code', () => {
  test('is eight unambiguous letters and digits, and is recognised however it is typed', () => {
    for (let i = 0; i < 200; i++) {
      const code = newCode()
      expect(code).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{8}$/)
      const arabic = groupCode(code).replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
      for (const typed of [code, code.toLowerCase(), groupCode(code), ` ${code.slice(0, 4)}-${code.slice(4)} `, arabic])
        expect(readCode(typed)).toBe(code)
    }
  })

  test('uses every letter equally often', () => {
    const drawn = Array.from({ length: 250 }, (_, byte) => newCode((bytes) => bytes.fill(byte))[0])
    const times = new Map<string | undefined, number>()
    for (const letter of drawn) times.set(letter, (times.get(letter) ?? 0) + 1)
    expect([...times.values()]).toEqual(Array.from({ length: 25 }, () => 10))
  })

  test('has no other form', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => /^[A-Z2-9]{8}$|^$/.test(readCode(typed) ?? '')))
    for (const typed of ['', 'ABCD', 'ABCDEFGHI', 'ABCD0FGH', 'ABCDEFG!', 'أبجدهوزح'])
      expect(readCode(typed)).toBeNull()
  })
})

test('a device counts as online for three minutes after it was last seen', () => {
  const now = Date.UTC(2026, 10, 22, 9)
  expect(deviceState({ seenAt: null, revokedAt: null }, now)).toBe('never_seen')
  expect(deviceState({ seenAt: now - 180_000, revokedAt: null }, now)).toBe('present')
  expect(deviceState({ seenAt: now - 180_001, revokedAt: null }, now)).toBe('away')
  expect(deviceState({ seenAt: now, revokedAt: now }, now)).toBe('revoked')
})
