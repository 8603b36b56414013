import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import * as made from '@/prisma/factories/account-factory'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { changeAccount } from '@/prisma/factories/staff-commands'

let here: BranchRecord
let administrator: Staff

beforeEach(async () => {
  here = await makeBranch()
  administrator = await makeStaff(here, 'administrator')
})

describe('resetting a person’s password or second factor', () => {
  test('a new first password ends sessions and removes the PIN and the known tablets', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]], pin: made.pin, secondFactor: true })
    const cookies = await made.signInWithPassword(account, made.browser(), new Date(), account.codeAt(new Date()))
    const after = await changeAccount(administrator, 'resetPassword', account.id)
    expect(after).toMatchObject({ mustChangePassword: true, pin: false, secondFactor: true, openSessions: 0 })
    expect(await made.seen(cookies)).toBeNull()
  })
  test('a lost second factor is removed, with a reason', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]], secondFactor: true })
    expect(await changeAccount(administrator, 'resetSecondFactor', account.id)).toMatchObject({ secondFactor: false })
    await made.signInWithPassword(account)
    const where = { subjectId: account.id, action: 'account.reset_second_factor' }
    expect(await db().auditEntry.findFirst({ where })).toMatchObject({ reason: 'سبب', after: { secondFactor: false } })
  })
})
