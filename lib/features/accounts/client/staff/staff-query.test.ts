import { expect, test } from 'vitest'
import { chosenOf, everybody, isNarrowed, narrowed, staffListPath, staffQueryOf } from './staff-query'

test('a query is read from the address, and unknown values are dropped', () => {
  expect(staffQueryOf({ q: ' منيرة ', role: 'clerk', branch: 'main', active: 'false', after: 'lab' })).toEqual({
    q: 'منيرة',
    role: 'clerk',
    branch: 'main',
    active: 'false',
    after: 'lab',
  })
  expect(staffQueryOf({ role: 'king', active: 'perhaps', branch: '../x', q: ['a', 'b'] })).toEqual(everybody)
})

test('an address holds only the chosen filters, and reads back the same', () => {
  expect(staffListPath(everybody)).toBe('/admin/staff')
  const query = narrowed(everybody, { q: 'أ ب', role: 'owner' })
  const path = staffListPath(query)
  expect(staffQueryOf(Object.fromEntries(new URL(path, 'http://x.invalid').searchParams))).toEqual(query)
  expect(chosenOf(query)).toEqual({ q: 'أ ب', role: 'owner' })
})

test('a changed filter starts at the first page', () => {
  expect(narrowed({ ...everybody, after: 'lab' }, { active: 'true' })).toEqual({ ...everybody, active: 'true' })
  expect(isNarrowed({ ...everybody, after: 'lab' })).toBe(false)
  expect(isNarrowed({ ...everybody, q: 'x' })).toBe(true)
})
