import { expect, test } from 'vitest'
import { chosenOf, isFiltered, noFilters, staffListPath, staffQueryOf, withFilters } from './staff-query'

test('a query is read from the address, and unknown values are dropped', () => {
  expect(staffQueryOf({ q: ' منيرة ', role: 'clerk', branch: 'main', active: 'false', after: 'lab' })).toEqual({
    q: 'منيرة',
    role: 'clerk',
    branch: 'main',
    active: 'false',
    after: 'lab',
  })
  expect(staffQueryOf({ role: 'king', active: 'perhaps', branch: '../x', q: ['a', 'b'] })).toEqual(noFilters)
})

test('an address holds only the chosen filters, and reads back the same', () => {
  expect(staffListPath(noFilters)).toBe('/admin/staff')
  const query = withFilters(noFilters, { q: 'أ ب', role: 'owner' })
  const path = staffListPath(query)
  expect(staffQueryOf(Object.fromEntries(new URL(path, 'http://x.invalid').searchParams))).toEqual(query)
  expect(chosenOf(query)).toEqual({ q: 'أ ب', role: 'owner' })
})

test('a changed filter starts at the first page', () => {
  expect(withFilters({ ...noFilters, after: 'lab' }, { active: 'true' })).toEqual({ ...noFilters, active: 'true' })
  expect(isFiltered({ ...noFilters, after: 'lab' })).toBe(false)
  expect(isFiltered({ ...noFilters, q: 'x' })).toBe(true)
})
