import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { blindIndex, blindIndexes, isSealedWithOldKey, mark, sameText, seal, unseal } from './crypto'
import { dropSingleton } from './singleton'

const place = 'visit.holder_name:0190f3a0-0000-7000-8000-000000000001'
const ours = 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'
const theirs = '9Zq4Rw7Xt2Yv5Nb8Mc1Lp6Kj3Hg0FdSa'
const [first, second] = ['k1:Lw4Tn8Rj5Yc1Hd6Gf3Ps0AkB7vQ2mZx9', 'k2:Yv5Nb8Mc1Lp6Kj3Hg0FdSa9Zq4Rw7Xt2']

function useKeys(secret: string, ...dataKeys: string[]): void {
  process.env['SECRET_KEY'] = secret
  process.env['DATA_KEYS'] = dataKeys.join(',')
  for (const name of ['config', 'key-ring', 'key.visitor-cookie', 'key.setup-link']) dropSingleton(name)
}

useKeys(ours)
afterEach(() => useKeys(ours))

type Parts = [version: string, key: string, nonce: string, body: string]
const partsOf = (sealed: string): Parts => sealed.split('.') as Parts

describe('a sealed value', () => {
  test('opens in its own place, whatever its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, where) => {
        fc.pre(text.isWellFormed() && where.isWellFormed())
        expect(unseal(seal(text, where), where)).toBe(text)
      }),
    )
  })
  test('does not reveal its content, and differs each time', () => {
    const [one, other] = [seal('أحمد الغامدي', place), seal('أحمد الغامدي', place)]
    expect(one).not.toBe(other)
    expect(Buffer.from(partsOf(one)[3], 'base64url').toString('utf8')).not.toContain('أحمد')
  })
  test('A23: does not open in another row', () => {
    expect(() => unseal(seal('أحمد', place), place.replace(/1$/, '2'))).toThrow()
  })
  test('A23: does not open in another column', () => {
    expect(() => unseal(seal('أحمد', place), place.replace('holder_name', 'note'))).toThrow()
  })
  test('A23: does not open with any of its bits flipped', () => {
    const [version, key, nonce, body] = partsOf(seal('أحمد', place))
    const flipped = (text: string, bit: number): string => {
      const bytes = Buffer.from(text, 'base64url')
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      return bytes.toString('base64url')
    }
    for (let bit = 0; bit < Buffer.from(body, 'base64url').length * 8; bit++) {
      expect(() => unseal([version, key, nonce, flipped(body, bit)].join('.'), place)).toThrow()
    }
    for (let bit = 0; bit < 96; bit++)
      expect(() => unseal([version, key, flipped(nonce, bit), body].join('.'), place)).toThrow()
  })
  test('A23: does not open when it was cut short, at any length', () => {
    const sealed = seal('أحمد', place)
    for (let end = 0; end < sealed.length; end++) expect(() => unseal(sealed.slice(0, end), place)).toThrow()
  })
  test('A23: does not open with a truncated tag, even for an empty text', () => {
    const [version, key, nonce, body = ''] = seal('', place).split('.')
    const tag = Buffer.from(body, 'base64url')
    expect(tag.length).toBe(16)
    for (let length = 0; length < 16; length++) {
      const cut = tag.subarray(0, length).toString('base64url') || '_'
      expect(() => unseal([version, key, nonce, cut].join('.'), place), `${length} bytes`).toThrow()
    }
  })
  test('does not open in another installation', () => {
    const sealed = seal('أحمد', place)
    useKeys(theirs)
    expect(() => unseal(sealed, place)).toThrow()
  })
  test.each(['v9.a.b', 'v9.0.a.b', 'v1.0.a.b.c', 'v1', ''])(
    'of an unknown format (%s) is refused with a named error',
    (sealed) => {
      expect(() => unseal(sealed, place)).toThrow('unknown format')
    },
  )
  test('A23: never repeats a nonce in 100,000 values', () => {
    const nonces = new Set(Array.from({ length: 100_000 }, () => partsOf(seal('x', place))[2]))
    expect(nonces.size).toBe(100_000)
  })
})

describe('the key ring', () => {
  test('the first key seals, and its name is in the value', () => {
    useKeys(ours, second, first)
    expect(seal('أحمد', place)).toMatch(/^v1\.k2\./)
    useKeys(ours, first, second)
    expect(seal('أحمد', place)).toMatch(/^v1\.k1\./)
  })
  test('A23: a value sealed with an older key opens, and is recognised as old', () => {
    useKeys(ours, first)
    const old = seal('أحمد', place)
    expect(isSealedWithOldKey(old)).toBe(false)
    useKeys(ours, second, first)
    expect(unseal(old, place)).toBe('أحمد')
    expect(isSealedWithOldKey(old)).toBe(true)
    expect(isSealedWithOldKey(seal('أحمد', place))).toBe(false)
  })
  test('values sealed before there were data keys open, in both formats', () => {
    const sealed = seal('أحمد', place)
    const [version, key, nonce, body] = partsOf(sealed)
    expect(key).toBe('0')
    useKeys(ours, first)
    for (const form of [sealed, [version, nonce, body].join('.')]) {
      expect(unseal(form, place)).toBe('أحمد')
      expect(isSealedWithOldKey(form)).toBe(true)
    }
  })
  test('A23: a missing key is named in the error, without the value', () => {
    useKeys(ours, first)
    const sealed = seal('أحمد', place)
    useKeys(ours, second)
    expect(() => unseal(sealed, place)).toThrow('no data key named k1')
  })
  test('A23: a value labelled with another key does not open', () => {
    useKeys(ours, first, second)
    const [version, , nonce, body] = partsOf(seal('أحمد', place))
    expect(() => unseal([version, 'k2', nonce, body].join('.'), place)).toThrow()
  })
})

describe('a blind index', () => {
  const column = 'person.phone'
  test('is equal for equal text and column, and does not reveal the text', () => {
    expect(blindIndex('+966500000001', column)).toBe(blindIndex('+966500000001', column))
    expect(blindIndex('+966500000001', column)).not.toBe(blindIndex('+966500000002', column))
    expect(blindIndex('+966500000001', column)).not.toBe(blindIndex('+966500000001', 'person.national_id'))
    expect(blindIndex('+966500000001', column)).not.toContain('966')
  })
  test('during a key change a value is searched for under all keys', () => {
    useKeys(ours, first)
    const old = blindIndex('+966500000001', column)
    useKeys(ours, second, first)
    expect(blindIndexes('+966500000001', column)).toContain(old)
    expect(blindIndexes('+966500000001', column)[0]).toBe(blindIndex('+966500000001', column))
    expect(blindIndex('+966500000001', column)).not.toBe(old)
  })
  test('depends on the data key, not on the installation’s secret', () => {
    useKeys(ours, first)
    const one = blindIndex('+966500000001', column)
    useKeys(theirs, first)
    expect(blindIndex('+966500000001', column)).toBe(one)
    useKeys(ours, second)
    expect(blindIndex('+966500000001', column)).not.toBe(one)
  })
})

describe('a mark', () => {
  test('is equal for equal text and purpose, and differs otherwise', () => {
    expect(mark('visitor-cookie', 'a')).toBe(mark('visitor-cookie', 'a'))
    expect(mark('visitor-cookie', 'a')).not.toBe(mark('visitor-cookie', 'b'))
    expect(mark('visitor-cookie', 'a')).not.toBe(mark('setup-link', 'a'))
  })
  test('differs between installations', () => {
    const made = mark('visitor-cookie', 'a')
    useKeys(theirs)
    expect(mark('visitor-cookie', 'a')).not.toBe(made)
  })
})

test('texts are equal only when every byte is', () => {
  expect(sameText('abc', 'abc')).toBe(true)
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => sameText(one, other) === (one === other)))
})
