import { expect, test } from 'vitest'
import { foldForSearch, isFoundBy, latinDigits } from './arabic'

const sameWord: [why: string, typed: string, stored: string][] = [
  ['without hamza finds with hamza above', 'احمد', 'أحمد'],
  ['hamza below', 'ابراهيم', 'إبراهيم'],
  ['madda', 'امنه', 'آمنة'],
  ['wasla', 'الرحمن', 'ٱلرحمن'],
  ['hamza as a combining mark', 'أحمد', 'ا\u0654حمد'],
  ['shadda and fatha', 'محمد', 'مُحَمَّد'],
  ['superscript alef', 'رحمن', 'رحمٰن'],
  ['final yeh and alef maqsura', 'هدي', 'هدى'],
  ['Persian yeh and kaf', 'كريم', 'کریم'],
  ['teh marbuta and heh', 'فاطمه', 'فاطمة'],
  ['tatweel', 'محمد', 'محـــمد'],
  ['presentation forms', 'سلام', 'ﺳﻼﻡ'],
  ['Latin case and accents', 'jose', 'José'],
  ['spaces', 'منيرة  سعد ', 'منيرة سعد'],
  ['direction marks', 'omar', '\u200eOmar\u200f'],
  ['Arabic-Indic digits', '٤٢', '42'],
  ['Persian digits', '۴۲', '42'],
]

test.each(sameWord)('%s', (_, typed, stored) => {
  expect(foldForSearch(typed)).toBe(foldForSearch(stored))
})

test('different words stay different', () => {
  expect(foldForSearch('سلمى')).not.toBe(foldForSearch('سلمان'))
  expect(foldForSearch('مؤمن')).not.toBe(foldForSearch('مامن'))
})

test('a code inside Arabic text is found', () => {
  expect(foldForSearch('اذهب إلى room-42 الآن')).toContain(foldForSearch('ROOM-٤٢'))
})

test('a text is found by its words in any order and spelling', () => {
  expect(isFoundBy('عيادة الأسنان', 'الاسنان عياده')).toBe(true)
  expect(isFoundBy('عيادة الأسنان', 'سنان')).toBe(true)
  expect(isFoundBy('عيادة الأسنان', 'العظام')).toBe(false)
  expect(isFoundBy('', 'العظام')).toBe(false)
})

test('latinDigits touches digits only', () => {
  expect(latinDigits('غرفة ٠١٢۳ أ')).toBe('غرفة 0123 أ')
})
