import type { Locale } from './routing'

export type Digits = 'arab' | 'latn'

/** How a branch writes numbers and times. */
export type FormatsOf = { locale: Locale; digits: Digits; timeZone: string }

export type Formats = {
  /** A count, or a number of minutes. */
  number(value: number): string
  /** The wall clock of the branch, 24 hours: `10:42`, `١٠:٤٢`. */
  time(at: Date | string): string
  /** A day in the branch's zone: `Sunday 22 November`, `الأحد ٢٢ نوفمبر`. */
  date(at: Date | string): string
  /** A day of any year: `22 November 2026`. */
  fullDate(at: Date | string): string
  /** Day and time together, for things not of today: `Sun 22 Nov, 10:04`, `الأحد ٢٢ نوفمبر، الساعة ١٠:٠٤`. */
  dateTime(at: Date | string): string
  /** A running timer: `07:42`, or `1:07:42` from an hour on. */
  timer(milliseconds: number): string
  /** Any text with the digits of the branch, such as a room label typed by staff. Never for ticket codes. */
  text(written: string): string
}

const arab = '٠١٢٣٤٥٦٧٨٩'
const known = new Map<string, Formats>()

/** Writes the digits of `written` in one script, whichever script they are in. */
export function inDigits(written: string, digits: Digits): string {
  return digits === 'arab'
    ? written.replaceAll(/[0-9]/g, (digit) => arab[Number(digit)] ?? digit)
    : written.replaceAll(/[٠-٩]/g, (digit) => String(arab.indexOf(digit)))
}

/** The digits that a page in `locale` uses: English is always in Latin digits. */
function digitsFor(locale: Locale, digits: Digits): Digits {
  return locale === 'ar' ? digits : 'latn'
}

/**
 * Formats for one branch and language, the same on the server and in the browser.
 *
 * In messages, write counts as `{count, plural, one {…} other {{n} people}}` with `n` from `number(count)`: a bare `#`
 * takes its digits from the runtime, and Node and browsers do not agree for Arabic.
 */
export function formatsOf({ locale, digits, timeZone }: FormatsOf): Formats {
  const key = `${locale} ${digits} ${timeZone}`
  const made = known.get(key) ?? make(locale, digitsFor(locale, digits), timeZone)
  known.set(key, made)
  return made
}

function make(locale: Locale, digits: Digits, timeZone: string): Formats {
  const tag = `${locale === 'ar' ? 'ar-SA-u-ca-gregory' : 'en-GB-u-ca-gregory'}-nu-${digits}`
  const writer = (options: Intl.DateTimeFormatOptions): ((at: Date | string) => string) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone })
    // Some runtimes write a comma between weekday and day.
    return (at) => format.format(new Date(at)).replace(/[,،]/, '')
  }
  const day = 'numeric'
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
  const time = writer({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const shortDate = writer({ weekday: 'short', day, month: 'short' })
  const at = locale === 'ar' ? '، الساعة ' : ', '
  return {
    number: (value) => number.format(value),
    time,
    date: writer({ weekday: 'long', day, month: 'long' }),
    fullDate: writer({ day, month: 'long', year: day }),
    dateTime: (moment) => `${shortDate(moment)}${at}${time(moment)}`,
    timer: (milliseconds) => inDigits(timerOf(milliseconds), digits),
    text: (written) => inDigits(written, digits),
  }
}

function timerOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  const short = `${two(minutes % 60)}:${two(seconds % 60)}`
  return minutes < 60 ? short : `${Math.floor(minutes / 60)}:${short}`
}
