import { beforeEach, describe, expect, test, vi } from 'vitest'
import { broadcast } from '@/lib/server/broadcast'
import { db } from '@/lib/server/db/client'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { storeFlag } from '@/prisma/factories/flag-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { flagOn } from '../flags'
import { announceSetup, type BranchRecord, findBranch, raiseSetupVersion } from './branch-directory'

let branch: BranchRecord
beforeEach(async () => {
  branch = await makeBranch()
})

/** Commits a change as another process would, without announcing it. */
function changeElsewhere(name: string): Promise<number> {
  return db().$transaction(async (tx) => {
    await tx.branch.update({ where: { id: branch.id }, data: { nameEn: name } })
    return raiseSetupVersion(tx, branch.id)
  })
}

const nameNow = async (): Promise<string> => (await findBranch(branch.slug)).name.en

describe('the cached set-up', () => {
  test('is read without a query', async () => {
    const query = vi.spyOn(db().branch, 'findMany')
    const { flags } = await findBranch(branch.slug)
    expect(flags).toEqual(branch.flags)
    expect(query).not.toHaveBeenCalled()
    query.mockRestore()
  })

  test('is reloaded by the first call after an announced change', async () => {
    const version = await changeElsewhere('Renamed')
    expect(await nameNow()).toBe('Branch')
    await announceSetup(branch.id, version)
    expect(await nameNow()).toBe('Renamed')
  })

  test('is kept when the announced change is already known', async () => {
    const version = await changeElsewhere('Renamed')
    await announceSetup(branch.id, version)
    const known = await findBranch(branch.slug)
    await announceSetup(branch.id, version)
    expect(await findBranch(branch.slug)).toBe(known)
  })

  test('is reloaded when an unknown branch is announced', async () => {
    const known = await findBranch(branch.slug)
    await broadcast('set-up').publish({ branchId: crypto.randomUUID(), version: 1 })
    expect(await findBranch(branch.slug)).not.toBe(known)
  })
})

describe('the flags of a branch', () => {
  test('are the stored values or the defaults, separately for each branch', async () => {
    const other = await makeBranch()
    const switched = await storeFlag(branch, 'phone_turns', false)
    expect(flagOn(switched, 'phone_turns')).toBe(false)
    expect(flagOn(switched, 'hall_chime')).toBe(true)
    expect(flagOn(await findBranch(other.slug), 'phone_turns')).toBe(true)
  })

  test('may include names that only another release knows', async () => {
    const { accountId } = await makeStaff(branch, 'owner')
    const flag = { branchId: branch.id, name: 'of_another_release', isOn: true, changedById: accountId }
    await db().branchFlag.create({ data: flag })
    await announceSetup(branch.id, await changeElsewhere('Branch'))
    expect((await findBranch(branch.slug)).flags).toEqual(branch.flags)
  })

  test.each([
    ['a name with capitals', { name: 'PhoneTurns' }],
    ['no name', { name: '' }],
    ['an account that does not exist', { changedById: crypto.randomUUID() }],
    ['a branch that does not exist', { branchId: crypto.randomUUID() }],
    ['a version below one', { version: 0 }],
  ])('are refused by the database with %s', async (_, wrong) => {
    const { accountId } = await makeStaff(branch, 'owner')
    const flag = { branchId: branch.id, name: 'hall_chime', isOn: true, changedById: accountId }
    await expect(db().branchFlag.create({ data: { ...flag, ...wrong } })).rejects.toThrow()
  })
})
