import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { changeAccount, roleAt, setRoles } from '@/prisma/factories/staff-commands'

describe('A15: at least one owner stays', () => {
  let here: BranchRecord
  let one: Staff
  let two: Staff
  beforeEach(async () => {
    here = await makeBranch()
    await db().roleAssignment.deleteMany({ where: { role: 'owner' } })
    one = await makeStaff(null, 'owner')
    two = await makeStaff(null, 'owner')
  })
  const owners = (): Promise<number> =>
    db().roleAssignment.count({ where: { role: 'owner', branchId: null, account: { status: 'active' } } })
  const demote = (by: Staff, whom: Staff) => setRoles(by, whom.accountId, [roleAt(here)])
  const close = (by: Staff, whom: Staff) => changeAccount(by, 'deactivate', whom.accountId)

  test('of two owners who remove each other at once one is refused', async () => {
    for (const attack of [demote, close]) {
      const settled = await Promise.allSettled([attack(one, two), attack(two, one)])
      expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
      const [refused] = settled.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
      // The first one removed the second one's rights.
      expect(refused).toMatchObject({ code: 'not_signed_in' })
      expect(await owners()).toBe(1)
      await db().account.updateMany({ data: { status: 'active' } })
      await db().roleAssignment.deleteMany({ where: { role: 'owner' } })
      one = await makeStaff(null, 'owner')
      two = await makeStaff(null, 'owner')
    }
  })
  test('of two owners who step down at once one is refused', async () => {
    const clerk = ({ accountId }: Staff) =>
      db().roleAssignment.create({ data: { id: crypto.randomUUID(), accountId, role: 'clerk' } })
    await Promise.all([clerk(one), clerk(two)])
    const stepDown = (who: Staff) => setRoles(who, who.accountId, [roleAt(null)])
    const settled = await Promise.allSettled([stepDown(one), stepDown(two)])
    expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(settled.find((it) => it.status === 'rejected')).toMatchObject({ reason: { code: 'last_owner' } })
    expect(await owners()).toBe(1)
  })
  test('of two owners, one demoting the other and being deactivated by them at once, one stays', async () => {
    const settled = await Promise.allSettled([demote(one, two), close(two, one)])
    expect(settled.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    expect(await owners()).toBe(1)
  })
  test('the last one cannot step down, and one who cannot sign in does not count', async () => {
    await close(one, two)
    const stepDown = setRoles(one, one.accountId, [])
    await expect(stepDown).rejects.toMatchObject({ code: 'invalid_input' })
    await db().roleAssignment.create({
      data: { id: crypto.randomUUID(), accountId: one.accountId, role: 'clerk' },
    })
    await expect(setRoles(one, one.accountId, [roleAt(null)])).rejects.toMatchObject({ code: 'last_owner' })
    expect(await owners()).toBe(1)
  })
})
