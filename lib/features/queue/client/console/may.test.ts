import { describe, expect, test } from 'vitest'
import { roleMay, type StaffRole } from '@/lib/shared/permissions'
import { keyActions } from './keys'
import { mayAddWalkIn, mayUse } from './may'

const usable = (role: StaffRole, atPoint: boolean) =>
  keyActions.filter((action) => mayUse(action, (permission) => roleMay(role, permission), atPoint))

describe('S6: the console shows a person only what the person may do', () => {
  test('a cashier sees the lines, and changes nothing', () => {
    expect(usable('cashier', false)).toEqual(['search'])
    expect(mayAddWalkIn((permission) => roleMay('cashier', permission))).toBe(false)
  })
  test('reception adds walk-ins and takes changes back, and does not call', () => {
    expect(usable('reception', false)).toEqual(['walkIn', 'search', 'undo'])
  })
  test('a clerk at a room does everything; without a room, what reception does', () => {
    expect(usable('clerk', true)).toEqual([...keyActions])
    expect(usable('clerk', false)).toEqual(['walkIn', 'search', 'undo'])
  })
})
