import { expect, test } from 'vitest'
import { checkPerson, nameProblem } from './person-check'

test('a good name and user name pass', () => {
  expect(checkPerson({ displayName: 'منيرة Omar K.', username: 'munira.s' })).toEqual({})
})

test('what is missing or not accepted is said by field', () => {
  expect(checkPerson({ displayName: '', username: '' })).toEqual({ displayName: 'required', username: 'required' })
  expect(checkPerson({ displayName: 'a', username: 'منيرة' })).toEqual({ username: 'username' })
  expect(nameProblem('x'.repeat(121))).toBe('tooLong')
  expect(nameProblem('gpj\u202eexe')).toBe('unsafe')
})
