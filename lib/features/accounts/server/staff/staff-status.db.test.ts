import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import * as made from '@/prisma/factories/account-factory'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { changeAccount, lookAt } from '@/prisma/factories/staff-commands'
import { makeToken, revokedOf } from '@/prisma/factories/token-factory'

let here: BranchRecord
let administrator: Staff

beforeEach(async () => {
  here = await makeBranch()
  administrator = await makeStaff(here, 'administrator')
})

describe('the status of an account', () => {
  test('deactivation ends sessions and created tokens at once and removes known tablets; the account can be reactivated', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]], pin: made.pin })
    const tablet = await made.makeTablet(here)
    const cookies = await made.signInWithPassword(account, tablet())
    const token = await makeToken({ by: account.id, branch: null })
    expect(await changeAccount(administrator, 'deactivate', account.id)).toMatchObject({
      active: false,
      openSessions: 0,
      version: 2,
    })
    expect(await made.seen(cookies)).toBeNull()
    expect(await db().tabletAccount.count({ where: { accountId: account.id } })).toBe(0)
    expect(await revokedOf([token])).toEqual([token])
    expect((await made.auditOf(account.id)).at(-1)).toMatchObject({ after: { tokensRevoked: [token] } })
    await expect(made.signInWithPassword(account)).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect(await changeAccount(administrator, 'activate', account.id)).toMatchObject({ active: true })
    expect(await made.seen(cookies)).toBeNull()
    await made.signInWithPassword(account)
  })
  test('ending sessions leaves the account unchanged', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]] })
    const cookies = await made.signInWithPassword(account)
    expect(await lookAt(administrator, account.id)).toMatchObject({ openSessions: 1 })
    expect(await changeAccount(administrator, 'end', account.id)).toMatchObject({ openSessions: 0, version: 1 })
    expect(await made.seen(cookies)).toBeNull()
  })
})
