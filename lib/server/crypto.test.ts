import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { mark, sameText, seal, unseal } from './crypto'
import { dropSingleton } from './singleton'

const place = 'visit.holder_name:0190f3a0-0000-7000-8000-000000000001'

function useKey(key: string): void {
  process.env['SECRET_KEY'] = key
  for (const name of ['config', 'key.sealed-field', 'key.visitor-cookie', 'key.setup-link']) dropSingleton(name)
}

const ours = 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'
useKey(ours)
afterEach(() => useKey(ours))

describe('a sealed value', () => {
  test('opens in its place, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, where) => {
        fc.pre(text.isWellFormed() && where.isWellFormed())
        expect(unseal(seal(text, where), where)).toBe(text)
      }),
    )
  })
  test('says nothing of its content and differs each time', () => {
    const [one, other] = [seal('أحمد الغامدي', place), seal('أحمد الغامدي', place)]
    expect(one).not.toBe(other)
    expect(Buffer.from(one.split('.')[2] ?? '', 'base64url').toString('utf8')).not.toContain('أحمد')
  })
  test('does not open in another row', () => {
    expect(() => unseal(seal('أحمد', place), place.replace(/1$/, '2'))).toThrow()
  })
  test('does not open in another column', () => {
    expect(() => unseal(seal('أحمد', place), place.replace('holder_name', 'note'))).toThrow()
  })
  test('does not open with any of its bits flipped', () => {
    const [version, nonce, body] = seal('أحمد', place).split('.') as [string, string, string]
    const flipped = (text: string, bit: number): string => {
      const bytes = Buffer.from(text, 'base64url')
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      return bytes.toString('base64url')
    }
    for (let bit = 0; bit < Buffer.from(body, 'base64url').length * 8; bit++) {
      expect(() => unseal(`${version}.${nonce}.${flipped(body, bit)}`, place)).toThrow()
    }
    for (let bit = 0; bit < 96; bit++)
      expect(() => unseal(`${version}.${flipped(nonce, bit)}.${body}`, place)).toThrow()
  })
  test('does not open when it was cut short', () => {
    const sealed = seal('أحمد', place)
    for (let end = 0; end < sealed.length; end++) expect(() => unseal(sealed.slice(0, end), place)).toThrow()
  })
  test('does not open in another installation', () => {
    const sealed = seal('أحمد', place)
    useKey('9Zq4Rw7Xt2Yv5Nb8Mc1Lp6Kj3Hg0FdSa')
    expect(() => unseal(sealed, place)).toThrow()
  })
  test('of a form from the future is refused by name', () => {
    expect(() => unseal('v9.a.b', place)).toThrow('unknown form')
  })
})

describe('a mark', () => {
  test('is the same for the same text, and another for each text and purpose', () => {
    expect(mark('visitor-cookie', 'a')).toBe(mark('visitor-cookie', 'a'))
    expect(mark('visitor-cookie', 'a')).not.toBe(mark('visitor-cookie', 'b'))
    expect(mark('visitor-cookie', 'a')).not.toBe(mark('setup-link', 'a'))
  })
  test('is another one in another installation', () => {
    const made = mark('visitor-cookie', 'a')
    useKey('9Zq4Rw7Xt2Yv5Nb8Mc1Lp6Kj3Hg0FdSa')
    expect(mark('visitor-cookie', 'a')).not.toBe(made)
  })
})

test('texts are the same only when every byte is', () => {
  expect(sameText('abc', 'abc')).toBe(true)
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => sameText(one, other) === (one === other)))
})
