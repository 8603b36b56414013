import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSafeName } from './text'

describe('a name is safe', () => {
  test.each(['أحمد بن محمد', 'مُحَمَّدٌ', "O'Brien-Smith", 'José Ñandú', '李小龍', 'Zoë 🙂', '٤٢', 'می‌خواهم'])(
    '%s',
    (name) => {
      expect(isSafeName(name)).toBe(true)
    },
  )
})

describe('a name is refused for', () => {
  test.each([
    ['a NUL', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['a delete character', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['an override to the left', 'a\u202eb'],
    ['an isolate', 'a\u2067b\u2069'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['a direction mark', 'a\u200fb'],
    ['a space without width', 'a\u200bb'],
    ['a byte order mark', '\ufeffa'],
    ['invisible tag characters', 'a\u{e0041}b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
    ['a tower of marks', `a${'\u0301'.repeat(9)}`],
  ])('%s', (_, name) => {
    expect(isSafeName(name)).toBe(false)
  })
  test('any of these anywhere in any text', () => {
    const bad = fc.constantFrom('\u0000', '\u202e', '\u2066', '\ud83d', '\u200b', '\r')
    const clean = fc.string({ unit: 'grapheme-ascii' })
    fc.assert(fc.property(clean, bad, clean, (before, it, after) => !isSafeName(before + it + after)))
  })
})
