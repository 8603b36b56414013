import { describe, expect, test } from 'vitest'
import { matchesTag } from './if-none-match'

describe('If-None-Match', () => {
  test.each([
    ['the tag itself', '"a1"'],
    ['the tag as a weak one', 'W/"a1"'],
    ['one of several', '"zz", W/"a1", "b2"'],
    ['any', '*'],
    ['any, with spaces', ' * '],
    ['one beside a tag with a comma inside', '"x,y","a1"'],
  ])('matches %s', (_, header) => expect(matchesTag(header, '"a1"')).toBe(true))

  test.each([
    ['no header', null],
    ['an empty header', ''],
    ['another tag', '"a2"'],
    ['a part of the tag', '"a"'],
    ['the tag without quotes', 'a1'],
    ['a star among tags', '"x", *'],
    ['the tag inside another', '"x a1"'],
  ])('does not match %s', (_, header) => expect(matchesTag(header, '"a1"')).toBe(false))
})
