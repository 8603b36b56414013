import { describe, expect, it } from 'vitest'
import { formatsOf, inDigits } from './formats'

const riyadh = { timeZone: 'Asia/Riyadh' }
const arabic = formatsOf({ locale: 'ar', digits: 'arab', ...riyadh })
const arabicInLatin = formatsOf({ locale: 'ar', digits: 'latn', ...riyadh })
const english = formatsOf({ locale: 'en', digits: 'arab', ...riyadh })
const at = '2026-11-22T07:04:00.000Z'

describe('numbers and times', () => {
  it('in Arabic use the digits that the branch chose', () => {
    expect(arabic.number(12)).toBe('١٢')
    expect(arabicInLatin.number(12)).toBe('12')
  })

  it('in English use Latin digits, whatever the branch chose', () => {
    expect(english.number(12)).toBe('12')
    expect(english.text('غرفة ٣')).toBe('غرفة 3')
  })

  it('show the wall clock of the branch, in 24-hour form', () => {
    expect(arabic.time(at)).toBe('١٠:٠٤')
    expect(english.time(new Date('2026-11-22T19:30:00Z'))).toBe('22:30')
    expect(english.time('2026-11-22T21:00:00Z')).toBe('00:00')
  })

  it('S12: name the day without a comma after the weekday, and say which number is the hour', () => {
    expect(arabic.date(at)).toBe('الأحد ٢٢ نوفمبر')
    expect(arabic.dateTime('2026-11-29T20:28:00Z')).toBe('الأحد ٢٩ نوفمبر، الساعة ٢٣:٢٨')
    expect(english.dateTime('2026-11-29T20:28:00Z')).toBe('Sun 29 Nov, 23:28')
  })

  it('show the Gregorian date in the time zone of the branch', () => {
    expect(english.date('2026-11-22T22:30:00Z')).toBe('Monday 23 November')
    expect(english.fullDate('2026-11-22T22:30:00Z')).toBe('23 November 2026')
  })

  it('show minutes and seconds, and hours only when there are any', () => {
    expect(english.timer(462_900)).toBe('07:42')
    expect(english.timer(3_723_000)).toBe('1:02:03')
    expect(arabic.timer(-5)).toBe('٠٠:٠٠')
  })

  it('change only the digits of a text', () => {
    expect(inDigits('Room 12, غرفة ٣', 'arab')).toBe('Room ١٢, غرفة ٣')
    expect(inDigits('Room 12, غرفة ٣', 'latn')).toBe('Room 12, غرفة 3')
  })
})
