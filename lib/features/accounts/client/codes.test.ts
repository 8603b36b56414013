import { expect, test } from 'vitest'
import { digitsOf, inGroups } from './codes'

test('a code is accepted in Arabic or Latin digits, with the spaces an authenticator app shows', () => {
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
