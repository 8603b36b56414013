import { expect, test } from 'vitest'
import { firstPassword, randomText } from './random-text'

test('a first password is four groups of letters that cannot be mistaken', () => {
  for (let i = 0; i < 200; i++) expect(firstPassword()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/)
  expect(firstPassword()).not.toBe(firstPassword())
  expect(firstPassword(3)).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
})

test('bytes that would bias the letters are skipped', () => {
  const rounds = [[255, 0, 254], [251, 250], [1]]
  const given = (bytes: Uint8Array<ArrayBuffer>) => {
    bytes.set(rounds.shift() ?? [])
    return bytes
  }
  // 250 is a multiple of 25: bytes from there on are skipped.
  expect(randomText('ACDEFGHJKMNPQRTUVWXY34679', 3, given)).toBe('ACA')
  expect(rounds).toEqual([])
})

test('every letter occurs', () => {
  expect(new Set(randomText('abc', 500))).toEqual(new Set('abc'))
})
