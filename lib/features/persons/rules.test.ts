import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseCode, normaliseNationalId, normalisePhone } from './rules'

const riyadh = 'Asia/Riyadh'
const arabic = (text: string): string => text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)))
const persian = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x06f0 + Number(digit)))

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
/** A Saudi mobile number without its calling code. */
const mobile = digits(8).map((rest) => `5${rest}`)

describe('phone numbers', () => {
  test.each([
    ['0501234567', '+966501234567'],
    ['501234567', '+966501234567'],
    ['+966 50 123 4567', '+966501234567'],
    ['00966-50-123-4567', '+966501234567'],
    ['966501234567', '+966501234567'],
    ['+966 (0) 50 123 4567', '+966501234567'],
    ['٠٥٠ ١٢٣ ٤٥٦٧', '+966501234567'],
    ['۰۵۰۱۲۳۴۵۶۷', '+966501234567'],
    ['\u202a+966 50 123 4567\u202c', '+966501234567'],
    ['０５０１２３４５６７', '+966501234567'],
    ['+20 100 123 4567', '+201001234567'],
    ['+44 20 7946 0958', '+442079460958'],
    ['011 461 0000', '+966114610000'],
  ])('%s is %s in Riyadh', (typed, normal) => {
    expect(normalisePhone(typed, riyadh)).toBe(normal)
  })
  test.each([
    ['Africa/Cairo', '01001234567', '+201001234567'],
    ['Asia/Kuwait', '5012 3456', '+96550123456'],
    ['Asia/Dubai', '050 123 4567', '+971501234567'],
    ['Europe/London', '+44 20 7946 0958', '+442079460958'],
  ])('in %s %s is %s', (zone, typed, normal) => {
    expect(normalisePhone(typed, zone)).toBe(normal)
  })
  test.each([
    '',
    '+',
    '12',
    '050123456',
    '05012345678',
    '+966',
    '+96650',
    'خمسة',
    '050x234567',
    '+0501234567',
    '++966501234567',
    '1'.repeat(21),
  ])('%j is not one', (typed) => {
    expect(normalisePhone(typed, riyadh)).toBeNull()
  })
  test('where the country is unknown, a number needs its calling code', () => {
    expect(normalisePhone('0501234567', 'Europe/London')).toBeNull()
  })
  test('a number is normalised whatever its digits, prefix and separators', () => {
    const space = fc.constantFrom('', ' ', '-', '\u00a0', '\u200e')
    const spell = fc.constantFrom((it: string) => it, arabic, persian)
    const prefix = fc.constantFrom('', '0', '966', '+966', '00966', '+9660')
    fc.assert(
      fc.property(mobile, prefix, spell, space, (number, before, how, between) => {
        const typed = how([...`${before}${number}`].join(between))
        return normalisePhone(typed, riyadh) === `+966${number}`
      }),
    )
  })
  test('normalises to E.164 or nothing, and normalising again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          mobile,
          digits(12),
          digits(15).map((it) => `+${it}`),
        ),
        (typed) => {
          const normal = normalisePhone(typed, riyadh)
          return (
            normal === null || (/^\+[1-9]\d{7,14}$/.test(normal) && normalisePhone(normal, 'Europe/London') === normal)
          )
        },
      ),
    )
  })
})

/** The id with its correct check digit after nine digits. */
function withCheckDigit(nine: string): string {
  const found = Array.from({ length: 10 }, (_, i) => `${nine}${i}`).find((it) => normaliseNationalId(it, riyadh))
  if (!found) throw new Error('no check digit')
  return found
}

describe('national ids', () => {
  test('of Saudi Arabia need the right check digit', () => {
    expect(normaliseNationalId('1000000008', riyadh)).toBe('1000000008')
    expect(normaliseNationalId('1000000009', riyadh)).toBeNull()
    expect(normaliseNationalId('1000000009', 'Africa/Cairo')).toBe('1000000009')
  })
  test('with one wrong digit are rejected', () => {
    const nine = fc.tuple(fc.constantFrom('1', '2'), digits(8)).map((parts) => parts.join(''))
    fc.assert(
      fc.property(nine, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (start, at, by) => {
        const id = withCheckDigit(start)
        const wrong = `${id.slice(0, at)}${(Number(id[at]) + by) % 10}${id.slice(at + 1)}`
        return normaliseNationalId(wrong, riyadh) === null
      }),
    )
  })
  test('elsewhere are 5 to 20 digits, Arabic or Latin', () => {
    expect(normaliseNationalId(arabic('1000000008'), riyadh)).toBe('1000000008')
    expect(normaliseNationalId(' 29 001 01-123 45 67 ', 'Africa/Cairo')).toBe('29001011234567')
    for (const wrong of ['1234', '1'.repeat(21), 'A1234567', '']) expect(normaliseNationalId(wrong, riyadh)).toBeNull()
    fc.assert(
      fc.property(fc.string(), (typed) => /^\d{5,20}$/.test(normaliseNationalId(typed, 'Africa/Cairo') ?? '00000')),
    )
  })
})

describe('codes', () => {
  test('are six digits, Arabic or Latin', () => {
    fc.assert(
      fc.property(digits(6), (code) => normaliseCode(arabic(code)) === code && normaliseCode(` ${code} `) === code),
    )
    for (const wrong of ['', '12345', '1234567', 'abcdef', '12345a']) expect(normaliseCode(wrong)).toBeNull()
  })
})
