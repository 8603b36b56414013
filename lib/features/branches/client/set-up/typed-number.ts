import { inDigits } from '@/lib/i18n/formats'

/** A number as typed, in either digits; null when nothing is typed, NaN when it is no whole number. */
export function typedNumber(typed: string): number | null {
  const digits = inDigits(typed.trim(), 'latn')
  if (digits === '') return null
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

/** A number as a field shows it; nothing for null. */
export function shownNumber(value: number | null): string {
  return value === null ? '' : String(value)
}
