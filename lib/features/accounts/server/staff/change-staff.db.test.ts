import { Client } from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import * as made from '@/prisma/factories/account-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import {
  accountChanges,
  changeAccount,
  createAccount,
  roleAt,
  setRoles,
  twoBranches,
} from '@/prisma/factories/staff-commands'

let here: BranchRecord
let there: BranchRecord
let owner: Staff
let administrator: Staff

beforeEach(async () => {
  ;({ here, there, owner, administrator } = await twoBranches())
})

describe('a command that affects a whole account', () => {
  test.each(accountChanges)(
    '%s is refused to a branch administrator for an owner, and for a person who also works elsewhere',
    async (name) => {
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
    },
  )
  test.each(['deactivate', 'resetSecondFactor', 'resetPassword'] as const)(
    '%s is refused for one’s own account',
    async (name) => {
      await makeStaff(null, 'owner')
      await expect(changeAccount(owner, name, owner.accountId)).rejects.toMatchObject({ code: 'not_allowed' })
    },
  )
  test.each(accountChanges)('%s is refused when the caller was deactivated after the request arrived', async (name) => {
    const { id } = await createAccount(administrator, [roleAt(here)])
    await changeAccount(owner, 'deactivate', administrator.accountId)
    const before = await db().account.findUniqueOrThrow({ where: { id } })
    await expect(changeAccount(administrator, name, id)).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(await db().account.findUniqueOrThrow({ where: { id } })).toEqual(before)
  })
  test('A15: of two people who change each other at once one succeeds, and they do not deadlock', async () => {
    const queries = vi.spyOn(Client.prototype, 'query')
    for (let i = 0; i < 10; i++) {
      const [one, two] = [await makeStaff(here, 'administrator'), await makeStaff(here, 'administrator')]
      const settled = await Promise.allSettled([
        setRoles(one, two.accountId, [roleAt(here)]),
        setRoles(two, one.accountId, [roleAt(here)]),
      ])
      expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(settled.find((it) => it.status === 'rejected')).toMatchObject({ reason: { code: 'not_signed_in' } })
    }
    const answers = await Promise.allSettled(queries.mock.results.map((it) => it.value as unknown))
    queries.mockRestore()
    expect(answers.filter((it) => it.status === 'rejected').map((it) => it.reason as unknown)).toEqual([])
  })
  test('a name is not recorded in the audit', async () => {
    const { id } = await createAccount(administrator, [roleAt(here)])
    expect(await changeAccount(administrator, 'rename', id)).toMatchObject({ displayName: 'نورة', version: 2 })
    const entries = await db().auditEntry.findMany({ where: { subjectId: id } })
    expect(JSON.stringify(entries, (_, it) => (typeof it === 'bigint' ? String(it) : it))).not.toMatch(/نورة|سارة/)
  })
})
