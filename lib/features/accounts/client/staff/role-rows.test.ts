import { expect, test } from 'vitest'
import { type Grantable, heldOf, movedTo, newRow, problemOfRows, rolesIn, rowsOf } from './role-rows'

const grantable: Grantable = [
  { branch: null, roles: ['owner', 'manager'] },
  { branch: 'main', roles: ['manager', 'clerk'] },
]

test('only roles that the person may grant can be chosen, changed or removed', () => {
  expect(rolesIn(grantable, 'main')).toEqual(['manager', 'clerk'])
  expect(rolesIn(grantable, 'other')).toEqual([])
  const held = [
    { role: 'clerk', branch: 'main' },
    { role: 'clerk', branch: 'other' },
  ] as const
  expect(rowsOf(held, grantable)).toEqual([{ key: 1, role: 'clerk', branch: 'main' }])
})

test('the first row starts in a branch, each further row in the branch of the last', () => {
  const first = newRow(grantable, [])
  expect(first).toEqual({ key: 1, role: '', branch: 'main' })
  expect(newRow(grantable, [{ key: 7, role: 'owner', branch: null }])).toEqual({ key: 8, role: '', branch: null })
  expect(newRow([{ branch: null, roles: ['owner'] }], [])).toMatchObject({ branch: null })
})

test('a row moved to another branch keeps its role only if it may be granted there', () => {
  expect(movedTo(grantable, { key: 1, role: 'manager', branch: 'main' }, null)).toMatchObject({ role: 'manager' })
  expect(movedTo(grantable, { key: 1, role: 'clerk', branch: 'main' }, null)).toMatchObject({ role: '' })
})

test('an account needs at least one role, none twice and none unchosen', () => {
  expect(problemOfRows([], 0)).toBe('none')
  expect(problemOfRows([], 1)).toBeNull()
  expect(problemOfRows([{ key: 1, role: '', branch: null }], 0)).toBe('unchosen')
  const row = { key: 1, role: 'clerk', branch: 'main' } as const
  expect(problemOfRows([row, { ...row, key: 2 }], 0)).toBe('repeated')
  expect(problemOfRows([row, { ...row, key: 2, branch: null }], 0)).toBeNull()
  expect(heldOf([row])).toEqual([{ role: 'clerk', branch: 'main' }])
})
