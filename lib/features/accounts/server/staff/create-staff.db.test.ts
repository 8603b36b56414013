import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeStaff } from '@/prisma/factories/people-factory'
import {
  changeAccount,
  createAccount,
  firstPassword,
  roleAt,
  setRoles,
  twoBranches,
} from '@/prisma/factories/staff-commands'
import { verifyPassword } from '../password'

let here: BranchRecord
let there: BranchRecord
let owner: Staff
let administrator: Staff

beforeEach(async () => {
  ;({ here, there, owner, administrator } = await twoBranches())
})

describe('a new account', () => {
  test('has a first password that must be changed, and is recorded in the audit of its branch', async () => {
    const staff = await createAccount(administrator, [roleAt(here), roleAt(here, 'cashier')])
    expect(staff).toMatchObject({ active: true, mustChangePassword: true, editable: true, version: 1, openSessions: 0 })
    const account = await db().account.findUniqueOrThrow({ where: { id: staff.id } })
    expect(await verifyPassword(account.passwordHash, firstPassword)).toBe(true)
    const entry = await db().auditEntry.findFirstOrThrow({ where: { subjectId: staff.id } })
    const after = { username: staff.username, roles: [`clerk@${here.slug}`, `cashier@${here.slug}`] }
    expect(entry).toMatchObject({ chainId: here.id, action: 'account.create', actorId: administrator.accountId, after })
  })
  test('needs a user name that is free, even when two requests claim it at once', async () => {
    const twice = [
      createAccount(owner, [roleAt(here)], 'same-name'),
      createAccount(owner, [roleAt(there)], 'same-name'),
    ]
    const settled = await Promise.allSettled(twice)
    expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(createAccount(administrator, [roleAt(here)], 'same-name')).rejects.toMatchObject({
      code: 'username_taken',
    })
  })
  test('needs a password that is not guessable', async () => {
    await expect(createAccount(owner, [roleAt(here)], 'green-lantern')).rejects.toMatchObject({ code: 'weak_password' })
  })
  test.each([
    ['an owner', () => [roleAt(here, 'owner')]],
    ['a role in all branches', () => [roleAt(null)]],
    ['a role they may grant together with one they may not', () => [roleAt(here), roleAt(null, 'manager')]],
  ])('a branch administrator cannot create %s', async (_, roles) => {
    await expect(createAccount(administrator, roles())).rejects.toMatchObject({ code: 'not_allowed' })
  })
  test('is not created when the caller was deactivated, got other roles or lost the session while the password was hashed', async () => {
    await changeAccount(owner, 'deactivate', administrator.accountId)
    const manager = await makeStaff(here, 'administrator')
    await setRoles(owner, manager.accountId, [roleAt(here, 'manager')])
    const thrownOut = await makeStaff(here, 'administrator')
    await changeAccount(owner, 'end', thrownOut.accountId)
    for (const [by, username] of [
      [administrator, 'too-late'],
      [manager, 'later-still'],
      [thrownOut, 'session-over'],
    ] as const) {
      await expect(createAccount(by, [roleAt(here)], username)).rejects.toMatchObject({ code: 'not_signed_in' })
      expect(await db().account.count({ where: { username } })).toBe(0)
    }
  })
  test('another branch does not exist for a branch administrator', async () => {
    await expect(createAccount(administrator, [roleAt(there)])).rejects.toMatchObject({ code: 'unknown_branch' })
  })
})
