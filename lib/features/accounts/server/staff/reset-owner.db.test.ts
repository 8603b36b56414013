import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import * as made from '@/prisma/factories/account-factory'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { signIn } from '../sign-in/sign-in'
import { resetOwner } from './reset-owner'

const first = 'green-lantern-4490-hill'
beforeEach(() => db().roleAssignment.deleteMany())

describe('resetting an owner from the command line', () => {
  test('sets a first password, removes the second factor, ends sessions, activates the account', async () => {
    const owner = await made.makeAccount({ roles: [['owner', null]], secondFactor: true, pin: made.pin })
    const cookies = await made.signInWithPassword(owner, made.browser(), new Date(), owner.codeAt(new Date()))
    await db().account.update({ where: { id: owner.id }, data: { status: 'inactive' } })
    await resetOwner(owner.username.toUpperCase(), first)
    expect(await made.seen(cookies)).toBeNull()
    const { session } = await signIn({ username: owner.username, password: first }, made.browser(), new Date())
    expect(session).toMatchObject({ mustChangePassword: true, method: 'password' })
    const entries = await made.auditOf(owner.id)
    const entry = { action: 'account.reset_owner', after: { sessionsEnded: 1, secondFactor: false, madeOwner: false } }
    expect(entries).toContainEqual({ ...entry, actorKind: 'system' })
  })
  test('works only for owners of all branches, as long as there is one', async () => {
    await made.makeAccount({ roles: [['owner', null]] })
    const branch = await makeBranch()
    for (const [role, at] of [['administrator', null] as const, ['owner', branch] as const]) {
      const { username } = await made.makeAccount({ roles: [[role, at]] })
      await expect(resetOwner(username, first)).rejects.toMatchObject({ code: 'not_allowed' })
    }
    await expect(resetOwner('nobody-here', first)).rejects.toMatchObject({ code: 'account_not_found' })
  })
  test('creates an owner where there is none', async () => {
    const chief = await made.makeAccount({ roles: [['administrator', null]] })
    await resetOwner(chief.username, first)
    const where = { accountId: chief.id, role: 'owner', branchId: null }
    expect(await db().roleAssignment.count({ where })).toBe(1)
  })
})
