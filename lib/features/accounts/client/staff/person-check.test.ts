import { expect, test } from 'vitest'
import { checkPerson, nameProblem } from './person-check'

test('a valid name and user name pass', () => {
  expect(checkPerson({ displayName: 'منيرة Omar K.', username: 'munira.s' })).toEqual({})
})

test('missing and invalid values are reported by field', () => {
  expect(checkPerson({ displayName: '', username: '' })).toEqual({ displayName: 'required', username: 'required' })
  expect(checkPerson({ displayName: 'a', username: 'منيرة' })).toEqual({ username: 'username' })
  expect(nameProblem('x'.repeat(121))).toBe('tooLong')
  expect(nameProblem('gpj\u202eexe')).toBeNull()
  expect(nameProblem(`a${'\u0301'.repeat(9)}`)).toBe('unsafe')
})
