import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeName } from './fields'
import { cleanLine, cleanLines, isSafeText } from './text'

describe('a name', () => {
  test.each(['أحمد بن محمد', 'مُحَمَّدٌ', "O'Brien-Smith", 'José Ñandú', '李小龍', 'Zoë 🙂', '٤٢', 'می‌خواهم'])(
    '%s stays as it is',
    (name) => {
      expect(safeName.parse(name)).toBe(name)
    },
  )
  test.each([
    ['a direction mark', 'نورة العتيبي\u200f', 'نورة العتيبي'],
    ['an Arabic letter mark', '\u061cنورة', 'نورة'],
    ['an embedding', '\u202bنورة\u202c', 'نورة'],
    ['an override to the left', 'a\u202eb', 'ab'],
    ['an isolate', 'a\u2067b\u2069', 'ab'],
    ['a space without width', 'a\u200bb', 'ab'],
    ['a byte order mark', '\ufeffa', 'a'],
    ['invisible tag characters', 'a\u{e0041}b', 'ab'],
    ['a NUL', 'a\u0000b', 'ab'],
    ['a delete character', 'a\u007fb', 'ab'],
    ['a line break', 'نورة\r\nالعتيبي', 'نورة العتيبي'],
    ['a tab at the end', 'نورة\t', 'نورة'],
  ])('loses %s', (_, typed, name) => {
    expect(safeName.parse(typed)).toBe(name)
  })
  test.each([
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
    ['a replacement character', 'a\ufffdb'],
    ['a tower of marks', `a${'\u0301'.repeat(9)}`],
    ['only direction marks', '\u200f\u202b'],
  ])('is refused for %s', (_, typed) => {
    expect(safeName.safeParse(typed).success).toBe(false)
  })
})

describe('cleaned text', () => {
  const bad = fc.constantFrom('\u0000', '\u202e', '\u2066', '\u200b', '\r', '\u061c', '\u0085')
  const clean = fc.string({ unit: 'grapheme-ascii' })
  test('has no invisible characters, and does not change when cleaned again', () => {
    fc.assert(
      fc.property(clean, bad, clean, (before, it, after) => {
        const line = cleanLine(before + it + after)
        expect(line).not.toContain(it)
        expect(cleanLine(line)).toBe(line)
      }),
    )
  })
  test('of several lines keeps its lines and tabs', () => {
    expect(cleanLines('\u200fأول\r\nثانٍ\tثالث\u2028رابع\u0000 ')).toBe('أول\nثانٍ\tثالث\nرابع')
  })
  test('is safe unless it is malformed or has stacks of marks', () => {
    expect(isSafeText('نورة')).toBe(true)
    expect(isSafeText('a\ud800b')).toBe(false)
  })
})
