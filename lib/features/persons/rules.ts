import { latinDigits } from '@/lib/shared/arabic'

/** Numbering plan of a country: calling code and number lengths. */
type Country = { zones: readonly string[]; code: string; digits: readonly [least: number, most: number] }

/** Countries whose local numbers may be written without the calling code. */
const countries: readonly Country[] = [
  { zones: ['Asia/Riyadh'], code: '966', digits: [9, 9] },
  { zones: ['Asia/Dubai'], code: '971', digits: [8, 9] },
  { zones: ['Asia/Kuwait'], code: '965', digits: [8, 8] },
  { zones: ['Asia/Qatar'], code: '974', digits: [8, 8] },
  { zones: ['Asia/Bahrain'], code: '973', digits: [8, 8] },
  { zones: ['Asia/Muscat'], code: '968', digits: [8, 8] },
  { zones: ['Asia/Aden'], code: '967', digits: [7, 9] },
  { zones: ['Asia/Amman'], code: '962', digits: [8, 9] },
  { zones: ['Asia/Baghdad'], code: '964', digits: [8, 10] },
  { zones: ['Asia/Beirut'], code: '961', digits: [7, 8] },
  { zones: ['Asia/Damascus'], code: '963', digits: [8, 9] },
  { zones: ['Asia/Gaza', 'Asia/Hebron'], code: '970', digits: [8, 9] },
  { zones: ['Africa/Cairo'], code: '20', digits: [8, 10] },
  { zones: ['Africa/Khartoum'], code: '249', digits: [9, 9] },
  { zones: ['Africa/Tripoli'], code: '218', digits: [8, 9] },
  { zones: ['Africa/Tunis'], code: '216', digits: [8, 8] },
  { zones: ['Africa/Algiers'], code: '213', digits: [8, 9] },
  { zones: ['Africa/Casablanca'], code: '212', digits: [9, 9] },
]

/** Separators between digits, and the direction marks of text copied from Arabic. */
const between = /[\s().\-\u2010-\u2015/\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

const bare = (text: string): string => latinDigits(text.normalize('NFKC')).replaceAll(between, '')

function countryOf(timeZone: string): Country | undefined {
  return countries.find((it) => it.zones.includes(timeZone))
}

function withCode(country: Country, national: string): string | null {
  const [least, most] = country.digits
  // The trunk prefix 0 is dialled within the country only, but people also write it after the calling code.
  const digits = national.replace(/^0/, '')
  return digits.length >= least && digits.length <= most && !digits.startsWith('0') ? `+${country.code}${digits}` : null
}

function international(digits: string): string | null {
  const country = countries.find((it) => digits.startsWith(it.code))
  if (country) return withCode(country, digits.slice(country.code.length))
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null
}

/**
 * Normalises a phone number to E.164 (`+966501234567`); null when invalid. Accepts both kinds of digits, spaces,
 * brackets and dashes, `+` or `00` before the calling code; without one the country of `timeZone` applies.
 */
export function normalisePhone(text: string, timeZone: string): string | null {
  const raw = bare(text)
  if (!/^\+?\d{1,20}$/.test(raw)) return null
  if (raw.startsWith('+')) return international(raw.slice(1))
  if (raw.startsWith('00')) return international(raw.slice(2))
  const country = countryOf(timeZone)
  if (!country) return null
  const hasCode = raw.startsWith(country.code) && raw.length > country.digits[1] + 1
  return hasCode ? international(raw) : withCode(country, raw)
}

/** Checks the Luhn check digit, which Saudi national ids have. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/**
 * Normalises a national id or residence number: 5 to 20 digits of either kind; null when invalid. Where Saudi ids
 * are used, ten digits that begin with 1 or 2 must have a valid check digit, so that a typo is not another person.
 */
export function normaliseNationalId(text: string, timeZone: string): string | null {
  const digits = bare(text)
  if (!/^\d{5,20}$/.test(digits)) return null
  const isSaudi = countryOf(timeZone)?.code === '966' && /^[12]\d{9}$/.test(digits)
  return isSaudi && !hasCheckDigit(digits) ? null : digits
}

/** Normalises a typed code: six digits of either kind, ignoring separators. */
export function normaliseCode(text: string): string | null {
  const digits = bare(text)
  return /^\d{6}$/.test(digits) ? digits : null
}

/** A masked number with its last digits: `•••• 567`. */
export function endOfPhone(phone: string): string {
  return phone.slice(-3)
}

/** Lifetime of a code, */
export const codeMinutes = 10
/** attempts per code, */
export const codeTries = 5
/** minimum seconds between two codes, */
export const resendSeconds = 60
/** and codes per hour for one number, and for one visitor. */
export const codesPerHour = 3
