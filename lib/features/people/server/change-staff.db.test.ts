import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import * as made from '@/prisma/factories/account-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { accountChanges, changeAccount, createAccount, roleAt, twoBranches } from '@/prisma/factories/staff-commands'

let here: BranchRecord
let there: BranchRecord
let owner: Staff
let administrator: Staff

beforeEach(async () => {
  ;({ here, there, owner, administrator } = await twoBranches())
})

describe('what is done to an account as a whole', () => {
  test.each(accountChanges)('%s is refused for an owner, and for somebody who also works elsewhere', async (name) => {
    const { id } = await made.makeAccount({
      roles: [
        ['clerk', here],
        ['clerk', there],
      ],
    })
    for (const other of [owner.accountId, id])
      await expect(changeAccount(administrator, name, other)).rejects.toMatchObject({ code: 'not_allowed' })
    const stranger = (await makeStaff(there)).accountId
    await expect(changeAccount(administrator, name, stranger)).rejects.toMatchObject({ code: 'account_not_found' })
  })
  test.each(['deactivate', 'resetSecondFactor', 'resetPassword'] as const)('%s is not for oneself', async (name) => {
    await makeStaff(null, 'owner')
    await expect(changeAccount(owner, name, owner.accountId)).rejects.toMatchObject({ code: 'not_allowed' })
  })
  test('a name is no part of the history', async () => {
    const { id } = await createAccount(administrator, [roleAt(here)])
    expect(await changeAccount(administrator, 'rename', id)).toMatchObject({ displayName: 'نورة', version: 2 })
    const entries = await db().auditEntry.findMany({ where: { subjectId: id } })
    expect(JSON.stringify(entries, (_, it) => (typeof it === 'bigint' ? String(it) : it))).not.toMatch(/نورة|سارة/)
  })
})
