import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCursor, parseCursor } from './cursor'

describe('a cursor', () => {
  test('parses back as it was written', () => {
    const epoch = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
    fc.assert(
      fc.property(epoch, fc.integer({ min: 0, max: 999_999_999_999_999 }), (name, seq) => {
        expect(parseCursor(formatCursor({ epoch: name, seq }))).toEqual({ epoch: name, seq })
      }),
    )
  })
  test.each([
    '',
    'abc',
    '12',
    '.12',
    'abc.',
    'abc.-1',
    'abc.1.5',
    'abc.1e3',
    ' abc.1',
    'abc.1 ',
    'abc.1\n',
    'a b.1',
    'عام.1',
    'abc.١',
    `abc.${'9'.repeat(16)}`,
    `${'a'.repeat(41)}.1`,
  ])('cannot be parsed from “%s”', (text) => {
    expect(parseCursor(text)).toBeNull()
  })
  test('is null when none was sent', () => {
    expect(parseCursor(null)).toBeNull()
    expect(parseCursor(undefined)).toBeNull()
  })
})
