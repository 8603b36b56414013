import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import * as made from '@/prisma/factories/account-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { createAccount, lookAt, roleAt, twoBranches } from '@/prisma/factories/staff-commands'
import { listStaff } from './list-staff'

let here: BranchRecord
let there: BranchRecord
let owner: Staff
let administrator: Staff

beforeEach(async () => {
  ;({ here, there, owner, administrator } = await twoBranches())
})

const list = (actor: Actor, query: object = {}) => listStaff(actor, { limit: 100, ...query }, new Date())
const names = async (actor: Actor, query: object = {}): Promise<string[]> =>
  (await list(actor, query)).staff.map((it) => it.username)

describe('the list of staff', () => {
  test('shows staff of the own branch and of all branches, and none of another', async () => {
    const ours = await makeStaff(here)
    const theirs = await makeStaff(there)
    const manager = await makeStaff(here, 'manager')
    const seen = await names(manager)
    expect(seen).toEqual(expect.arrayContaining([ours.username, owner.username, administrator.username]))
    expect(seen).not.toContain(theirs.username)
    await expect(lookAt(manager, theirs.accountId)).rejects.toMatchObject({ code: 'account_not_found' })
    expect(await names(owner)).toEqual(expect.arrayContaining([ours.username, theirs.username]))
    expect(await names(await makeStaff(here, 'clerk'))).toEqual([])
  })

  test('shows only the roles the caller may see of a person who works in two branches', async () => {
    const { id } = await made.makeAccount({
      roles: [
        ['clerk', here],
        ['sales', there],
      ],
    })
    expect((await lookAt(administrator, id)).roles).toEqual([roleAt(here)])
    expect((await lookAt(owner, id)).roles).toEqual([roleAt(here), roleAt(there, 'sales')])
    expect(await lookAt(administrator, id)).toMatchObject({ editable: false })
    expect(await lookAt(owner, id)).toMatchObject({ editable: true })
    expect(await names(administrator, { role: 'sales' })).toEqual([])
  })

  test('is filtered and searched, and comes in pages by user name', async () => {
    const manager = await makeStaff(here, 'manager')
    const ids: string[] = []
    for (let i = 0; i < 5; i++)
      ids.push((await createAccount(administrator, [roleAt(here)], `paged-${i}-${here.slug}`)).username)
    await db().account.update({ where: { username: ids[4] ?? '' }, data: { status: 'inactive', displayName: '50%_x' } })
    expect(await names(manager, { branch: here.slug, role: 'clerk', active: 'true' })).toEqual(ids.slice(0, 4))
    expect(await names(manager, { active: 'false' })).toEqual([ids[4]])
    expect(await names(manager, { q: '50%_' })).toEqual([ids[4]])
    expect(await names(manager, { q: '%' })).toEqual([ids[4]])
    expect(await names(manager, { q: `PAGED-3-${here.slug}` })).toEqual([ids[3]])
    const one = await list(manager, { q: 'paged', limit: 2 })
    const two = await list(manager, { q: 'paged', limit: 2, after: one.next })
    const three = await list(manager, { q: 'paged', limit: 2, after: two.next })
    expect([one, two, three].map((it) => it.staff.map(({ username }) => username))).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
    ])
    expect(three.next).toBeNull()
    const foreign = list(manager, { branch: there.slug })
    await expect(foreign).rejects.toMatchObject({ code: 'unknown_branch' })
    await expect(list(manager, { branch: 'nowhere' })).rejects.toMatchObject({ code: 'unknown_branch' })
  })

  test('is searched by names in any spelling', async () => {
    const manager = await makeStaff(here, 'manager')
    const { username } = await createAccount(administrator, [roleAt(here)], `folded-${here.slug}`)
    await db().account.update({ where: { username }, data: { displayName: 'هدى الأشعة والأسنان' } })
    for (const q of ['الاسنان', 'الأشعه', 'هدي', 'والاسنان هدى', '\u200fالأشعة\u200f'])
      expect(await names(manager, { q })).toContain(username)
    expect(await names(manager, { q: 'العظام' })).not.toContain(username)
  })

  test('says which roles the caller may grant, and where', async () => {
    expect((await list(await makeStaff(here, 'manager'))).grantable).toEqual([])
    const { grantable } = await list(administrator)
    expect(grantable.map((it) => it.branch)).toEqual([here.slug])
    expect(grantable[0]?.roles).not.toContain('owner')
    const [everywhere, ...branches] = (await list(owner)).grantable
    expect(everywhere).toMatchObject({ branch: null, roles: expect.arrayContaining(['owner']) as string[] })
    expect(branches.map((it) => it.branch)).toEqual(expect.arrayContaining([here.slug, there.slug]))
  })
})
