import { expect, test } from 'vitest'
import { digitsOf, firstPassword, inGroups } from './codes'

test('a code is taken from either keyboard, with the spaces of the app', () => {
  expect(digitsOf('123 456')).toBe('123456')
  expect(digitsOf('١٢٣٤٥٦')).toBe('123456')
  expect(digitsOf('۱۲۳-۴۵۶')).toBe('123456')
  expect(digitsOf('12a')).toBe('12')
  expect(digitsOf('12345678')).toBe('123456')
})

test('a secret is shown in groups', () => {
  expect(inGroups('JBSWY3DPEHPK3PXPA')).toBe('JBSW Y3DP EHPK 3PXP A')
  expect(inGroups('')).toBe('')
})

test('a first password is four groups of letters that cannot be mistaken', () => {
  for (let i = 0; i < 200; i++) expect(firstPassword()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/)
  expect(firstPassword()).not.toBe(firstPassword())
})

test('bytes that would make some letters likelier are not used', () => {
  let asked = 0
  const mostlyUnusable = (bytes: Uint8Array) => bytes.fill(asked++ === 0 ? 255 : 0)
  expect(firstPassword(mostlyUnusable)).toBe('aaaa-aaaa-aaaa-aaaa')
  expect(asked).toBe(2)
})
