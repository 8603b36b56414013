import { expect, test } from 'vitest'
import { permissions, roleMay, staffRoles } from '@/lib/shared/permissions'
import { isWithin, landingPath, sectionsFor } from './staff-sections'

test('each section is shown to people who may open it', () => {
  expect(sectionsFor(permissions).map((it) => it.name)).toEqual([
    'setUp',
    'staff',
    'persons',
    'devices',
    'software',
    'flags',
    'audit',
    'waits',
    'jobs',
  ])
  expect(sectionsFor(['audit.read', 'board.read']).map((it) => it.name)).toEqual(['audit', 'waits'])
  expect(sectionsFor([])).toEqual([])
})

test('a page belongs to its section in both languages, and not to one with a longer name', () => {
  expect(isWithin('/ar/admin/staff', '/admin/staff')).toBe(true)
  expect(isWithin('/en/admin/staff/019-abc', '/admin/staff')).toBe(true)
  expect(isWithin('/en/admin/staffing', '/admin/staff')).toBe(false)
  expect(isWithin('/ar/account', '/admin/staff')).toBe(false)
})

test('everybody starts in a section they may use', () => {
  const landings = staffRoles.map((role) => [role, landingPath(permissions.filter((it) => roleMay(role, it)))])
  expect(Object.fromEntries(landings)).toMatchObject({
    owner: '/console',
    clerk: '/console',
    accountant: '/admin/audit',
    production: '/account',
  })
})
