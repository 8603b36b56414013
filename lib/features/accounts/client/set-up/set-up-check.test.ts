import { expect, test } from 'vitest'
import { strengthOf } from '../password-strength'
import { checkSetup, fieldOfPath } from './set-up-check'

const good = {
  displayName: 'منيرة سعد',
  username: 'munira',
  password: 'a quiet morning',
  nameAr: 'مركز الفحص',
  nameEn: 'Examination Centre',
  timeZone: 'Asia/Riyadh',
}

test('a valid form has no problems', () => {
  expect(checkSetup(good)).toEqual({})
  expect(checkSetup({ ...good, username: ' Munira ' })).toEqual({})
})

test('each field says what is wrong with it', () => {
  expect(checkSetup({ ...good, displayName: ' ' })).toEqual({ displayName: 'required' })
  expect(checkSetup({ ...good, username: '-x' })).toEqual({ username: 'username' })
  expect(checkSetup({ ...good, username: '' })).toEqual({ username: 'required' })
  expect(checkSetup({ ...good, password: 'short' })).toEqual({ password: 'password' })
  expect(checkSetup({ ...good, nameEn: 'x'.repeat(121) })).toEqual({ nameEn: 'tooLong' })
  expect(checkSetup({ ...good, nameAr: 'مركز\u202e' })).toEqual({})
  expect(checkSetup({ ...good, nameAr: `م${'\u064e'.repeat(9)}` })).toEqual({ nameAr: 'unsafe' })
})

test('paths in the server’s errors map to form fields', () => {
  expect(fieldOfPath('branch.nameAr')).toBe('nameAr')
  expect(fieldOfPath('/branch/timeZone')).toBe('timeZone')
  expect(fieldOfPath('token')).toBeNull()
})

test('strength depends on the number of characters, not on their kinds', () => {
  expect(strengthOf('Aa1!')).toEqual({ level: 'short', left: 8 })
  expect(strengthOf('aaaaaaaaaaaa').level).toBe('fair')
  expect(strengthOf('صباح هادئ في المركز').level).toBe('good')
  expect(strengthOf('a long sentence that is easy to remember').level).toBe('strong')
})
