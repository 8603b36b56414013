import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import type { StaffRole } from '@/lib/shared/permissions'
import * as made from '@/prisma/factories/account-factory'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { StaffDto } from '../staff-contract'
import { createStaff, hashFirstPassword } from './create-staff'
import { getStaff, listStaff } from './list-staff'
import { hashPassword, verifyPassword } from './password'
import { resetStaffPassword, resetStaffSecondFactor } from './reset-staff'
import { setStaffRoles } from './set-staff-roles'
import * as status from './staff-status'

type Role = { role: StaffRole; branch: string | null }

const first = 'green-lantern-4490-hill'
let here: BranchRecord
let there: BranchRecord
let owner: Staff
let administrator: Staff

beforeEach(async () => {
  here = await makeBranch()
  there = await makeBranch()
  owner = await makeStaff(null, 'owner')
  administrator = await makeStaff(here, 'administrator')
})

const look = (actor: Actor, id: string): Promise<StaffDto> => getStaff(actor, id, new Date())
const list = (actor: Actor, query: object = {}) => listStaff(actor, { limit: 100, ...query }, new Date())
const names = async (actor: Actor, query: object = {}): Promise<string[]> =>
  (await list(actor, query)).staff.map((it) => it.username)
const at = (branch: BranchRecord | null, role: StaffRole = 'clerk'): Role => ({ role, branch: branch && branch.slug })

async function create(
  actor: Actor,
  roles: Role[],
  username = `n-${crypto.randomUUID().slice(0, 12)}`,
): Promise<StaffDto> {
  const body = { username, displayName: 'سارة', password: first, roles }
  const passwordHash = await hashFirstPassword(body)
  const { answer } = await runCommand(commandOf(actor, { body }), (tx, it) => createStaff(tx, it, passwordHash))
  return answer as StaffDto
}

async function setRoles(actor: Actor, id: string, roles: Role[], version?: number): Promise<StaffDto> {
  const now = version ?? (await db().account.findUniqueOrThrow({ where: { id } })).version
  const input = { params: { id }, body: { roles, reason: 'نقل', version: now } }
  return (await runCommand(commandOf(actor, input), setStaffRoles)).answer as StaffDto
}

const simple = {
  deactivate: status.deactivateStaff,
  activate: status.activateStaff,
  rename: status.renameStaff,
  resetSecondFactor: resetStaffSecondFactor,
}
async function change(
  actor: Actor,
  name: keyof typeof simple | 'end' | 'resetPassword',
  id: string,
): Promise<StaffDto> {
  const { version } = await db().account.findUniqueOrThrow({ where: { id } })
  const body = { version, displayName: 'نورة', reason: 'سبب', password: first }
  const input = { params: { id }, body }
  const hash = await hashPassword(first)
  const { answer } =
    name === 'end'
      ? await runCommand(commandOf(actor, { params: { id }, body: undefined }), status.endStaffSessions)
      : name === 'resetPassword'
        ? await runCommand(commandOf(actor, input), (tx, it) => resetStaffPassword(tx, it, hash))
        : await runCommand(commandOf(actor, input), simple[name])
  return answer as StaffDto
}
const everyChange = ['deactivate', 'activate', 'rename', 'resetSecondFactor', 'end', 'resetPassword'] as const

describe('the list of staff', () => {
  test('shows of the own branch and of all branches, and of another nobody', async () => {
    const ours = await makeStaff(here)
    const theirs = await makeStaff(there)
    const manager = await makeStaff(here, 'manager')
    const seen = await names(manager)
    expect(seen).toEqual(expect.arrayContaining([ours.username, owner.username, administrator.username]))
    expect(seen).not.toContain(theirs.username)
    await expect(look(manager, theirs.accountId)).rejects.toMatchObject({ code: 'account_not_found' })
    expect(await names(owner)).toEqual(expect.arrayContaining([ours.username, theirs.username]))
    expect(await names(await makeStaff(here, 'clerk'))).toEqual([])
  })

  test('shows of somebody in two branches only the roles that one may see', async () => {
    const { id } = await made.makeAccount({
      roles: [
        ['clerk', here],
        ['sales', there],
      ],
    })
    expect((await look(administrator, id)).roles).toEqual([at(here)])
    expect((await look(owner, id)).roles).toEqual([at(here), at(there, 'sales')])
    expect(await look(administrator, id)).toMatchObject({ editable: false })
    expect(await look(owner, id)).toMatchObject({ editable: true })
    expect(await names(administrator, { role: 'sales' })).toEqual([])
  })

  test('is filtered and searched, and comes in pages by user name', async () => {
    const manager = await makeStaff(here, 'manager')
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.push((await create(administrator, [at(here)], `paged-${i}-${here.slug}`)).username)
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

  test('says which roles one may give, and where', async () => {
    expect((await list(await makeStaff(here, 'manager'))).grantable).toEqual([])
    const { grantable } = await list(administrator)
    expect(grantable.map((it) => it.branch)).toEqual([here.slug])
    expect(grantable[0]?.roles).not.toContain('owner')
    const [everywhere, ...branches] = (await list(owner)).grantable
    expect(everywhere).toMatchObject({ branch: null, roles: expect.arrayContaining(['owner']) as string[] })
    expect(branches.map((it) => it.branch)).toEqual(expect.arrayContaining([here.slug, there.slug]))
  })
})

describe('a new account', () => {
  test('has a first password to change, and stands in the history of its branch', async () => {
    const staff = await create(administrator, [at(here), at(here, 'cashier')])
    expect(staff).toMatchObject({ active: true, mustChangePassword: true, editable: true, version: 1, openSessions: 0 })
    const account = await db().account.findUniqueOrThrow({ where: { id: staff.id } })
    expect(await verifyPassword(account.passwordHash, first)).toBe(true)
    const entry = await db().auditEntry.findFirstOrThrow({ where: { subjectId: staff.id } })
    const after = { username: staff.username, roles: [`clerk@${here.slug}`, `cashier@${here.slug}`] }
    expect(entry).toMatchObject({ chainId: here.id, action: 'account.create', actorId: administrator.accountId, after })
  })
  test('needs a name that nobody has, also when two ask at once', async () => {
    const twice = [create(owner, [at(here)], 'same-name'), create(owner, [at(there)], 'same-name')]
    const settled = await Promise.allSettled(twice)
    expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(create(administrator, [at(here)], 'same-name')).rejects.toMatchObject({ code: 'username_taken' })
  })
  test('needs a password that is not guessed first', async () => {
    await expect(create(owner, [at(here)], 'green-lantern')).rejects.toMatchObject({ code: 'weak_password' })
  })
  test.each([
    ['an owner', () => [at(here, 'owner')]],
    ['a role in all branches', () => [at(null)]],
    ['a role of theirs and one that is not', () => [at(here), at(null, 'manager')]],
  ])('an administrator of a branch makes nobody %s', async (_, roles) => {
    await expect(create(administrator, roles())).rejects.toMatchObject({ code: 'not_allowed' })
  })
  test('another branch does not exist for them', async () => {
    await expect(create(administrator, [at(there)])).rejects.toMatchObject({ code: 'unknown_branch' })
  })
})

describe('roles', () => {
  test('are given and taken, with their history, and the version says so', async () => {
    const { id } = await create(administrator, [at(here)])
    expect(await setRoles(administrator, id, [at(here, 'reception')])).toMatchObject({
      roles: [at(here, 'reception')],
      version: 2,
    })
    const entry = await db().auditEntry.findFirstOrThrow({ where: { subjectId: id, action: 'account.set_roles' } })
    const roles = (role: string) => ({ roles: [`${role}@${here.slug}`] })
    expect(entry).toMatchObject({ before: roles('clerk'), after: roles('reception'), reason: 'نقل', chainId: here.id })
    const stale = setRoles(administrator, id, [at(here)], 1)
    await expect(stale).rejects.toMatchObject({ code: 'stale_version', details: { version: 2 } })
  })
  test('of branches that one may not see stay as they are', async () => {
    const { id } = await made.makeAccount({
      roles: [
        ['clerk', here],
        ['sales', there],
      ],
    })
    await setRoles(administrator, id, [at(here, 'cashier')])
    expect((await look(owner, id)).roles).toEqual([at(there, 'sales'), at(here, 'cashier')])
    expect(await setRoles(administrator, id, [])).toMatchObject({ roles: [] })
    expect((await look(owner, id)).roles).toEqual([at(there, 'sales')])
    await expect(look(administrator, id)).rejects.toMatchObject({ code: 'account_not_found' })
    await expect(setRoles(owner, id, [])).rejects.toMatchObject({ code: 'invalid_input' })
  })
  test('A14: nobody gives what is not theirs to give, nor raises themselves', async () => {
    const { id } = await create(administrator, [at(here)])
    const refused = { code: 'not_allowed' }
    await expect(setRoles(administrator, id, [at(here, 'owner')])).rejects.toMatchObject(refused)
    await expect(setRoles(administrator, id, [at(null)])).rejects.toMatchObject(refused)
    await expect(setRoles(administrator, id, [at(there)])).rejects.toMatchObject({ code: 'unknown_branch' })
    const self = administrator.accountId
    const raised = [at(here, 'administrator'), at(here, 'accountant')]
    await expect(setRoles(administrator, self, raised)).rejects.toMatchObject(refused)
    await expect(setRoles(owner, owner.accountId, [at(null, 'owner'), at(here)])).rejects.toMatchObject(refused)
    await expect(setRoles(await makeStaff(here, 'manager'), id, [at(here)])).rejects.toMatchObject(refused)
  })
  test('of an owner are only for owners', async () => {
    const refused = { code: 'not_allowed' }
    await expect(setRoles(administrator, owner.accountId, [])).rejects.toMatchObject(refused)
    const both = [at(null, 'owner'), at(here)]
    await expect(setRoles(administrator, owner.accountId, both)).rejects.toMatchObject(refused)
    const chief = await makeStaff(null, 'administrator')
    await expect(setRoles(chief, owner.accountId, both)).rejects.toMatchObject(refused)
    expect(await setRoles(await makeStaff(null, 'owner'), owner.accountId, [at(here)])).toMatchObject({ version: 2 })
  })
  test('count from the next request', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]] })
    const cookies = await made.enterWithPassword(account)
    expect(await made.seen(cookies)).toMatchObject({ roles: [{ role: 'clerk', branchId: here.id }], version: 1 })
    await setRoles(administrator, account.id, [at(here, 'manager')])
    expect(await made.seen(cookies)).toMatchObject({ roles: [{ role: 'manager', branchId: here.id }], version: 2 })
  })
})

describe('what is done to an account as a whole', () => {
  test.each(everyChange)('%s is refused for an owner, and for somebody who also works elsewhere', async (name) => {
    const { id } = await made.makeAccount({
      roles: [
        ['clerk', here],
        ['clerk', there],
      ],
    })
    for (const other of [owner.accountId, id])
      await expect(change(administrator, name, other)).rejects.toMatchObject({ code: 'not_allowed' })
    const stranger = (await makeStaff(there)).accountId
    await expect(change(administrator, name, stranger)).rejects.toMatchObject({ code: 'account_not_found' })
  })
  test.each(['deactivate', 'resetSecondFactor', 'resetPassword'] as const)('%s is not for oneself', async (name) => {
    await makeStaff(null, 'owner')
    await expect(change(owner, name, owner.accountId)).rejects.toMatchObject({ code: 'not_allowed' })
  })
  test('letting somebody in no more ends sessions and the tokens they made at once, and tablets forget them; they can come back', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]], pin: made.pin })
    const tablet = await made.makeTablet(here)
    const cookies = await made.enterWithPassword(account, tablet())
    const expiresAt = new Date(Date.now() + 3_600_000)
    const token = { id: newId(), name: 'results', scopes: ['queue.read'], secretHash: new Uint8Array(32), expiresAt }
    await db().apiToken.create({ data: { ...token, createdById: account.id } })
    expect(await change(administrator, 'deactivate', account.id)).toMatchObject({
      active: false,
      openSessions: 0,
      version: 2,
    })
    expect(await made.seen(cookies)).toBeNull()
    expect(await db().tabletAccount.count({ where: { accountId: account.id } })).toBe(0)
    expect((await db().apiToken.findUniqueOrThrow({ where: { id: token.id } })).revokedAt).not.toBeNull()
    await expect(made.enterWithPassword(account)).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect(await change(administrator, 'activate', account.id)).toMatchObject({ active: true })
    expect(await made.seen(cookies)).toBeNull()
    await made.enterWithPassword(account)
  })
  test('a new first password ends sessions, and takes PIN and tablets', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]], pin: made.pin, secondFactor: true })
    const cookies = await made.enterWithPassword(account, made.browser(), new Date(), account.codeAt(new Date()))
    const after = await change(administrator, 'resetPassword', account.id)
    expect(after).toMatchObject({ mustChangePassword: true, pin: false, secondFactor: true, openSessions: 0 })
    expect(await made.seen(cookies)).toBeNull()
  })
  test('a lost second factor is taken away, with a reason', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]], secondFactor: true })
    expect(await change(administrator, 'resetSecondFactor', account.id)).toMatchObject({ secondFactor: false })
    await made.enterWithPassword(account)
    const where = { subjectId: account.id, action: 'account.reset_second_factor' }
    expect(await db().auditEntry.findFirst({ where })).toMatchObject({ reason: 'سبب', after: { secondFactor: false } })
  })
  test('sessions are ended, the account stays as it is', async () => {
    const account = await made.makeAccount({ roles: [['clerk', here]] })
    const cookies = await made.enterWithPassword(account)
    expect(await look(administrator, account.id)).toMatchObject({ openSessions: 1 })
    expect(await change(administrator, 'end', account.id)).toMatchObject({ openSessions: 0, version: 1 })
    expect(await made.seen(cookies)).toBeNull()
  })
  test('a name is no part of the history', async () => {
    const { id } = await create(administrator, [at(here)])
    expect(await change(administrator, 'rename', id)).toMatchObject({ displayName: 'نورة', version: 2 })
    const entries = await db().auditEntry.findMany({ where: { subjectId: id } })
    expect(JSON.stringify(entries, (_, it) => (typeof it === 'bigint' ? String(it) : it))).not.toMatch(/نورة|سارة/)
  })
})

describe('A15: at least one owner stays', () => {
  let one: Staff
  let two: Staff
  beforeEach(async () => {
    await db().roleAssignment.deleteMany({ where: { role: 'owner' } })
    one = await makeStaff(null, 'owner')
    two = await makeStaff(null, 'owner')
  })
  const owners = (): Promise<number> =>
    db().roleAssignment.count({ where: { role: 'owner', branchId: null, account: { status: 'active' } } })
  const demote = (by: Staff, whom: Staff) => setRoles(by, whom.accountId, [at(here)])
  const close = (by: Staff, whom: Staff) => change(by, 'deactivate', whom.accountId)

  test('of two who take each other away at once one is refused', async () => {
    for (const attack of [demote, close]) {
      const settled = await Promise.allSettled([attack(one, two), attack(two, one)])
      expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
      const [refused] = settled.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
      expect(refused).toMatchObject({ code: 'last_owner' })
      expect(await owners()).toBe(1)
      await db().account.updateMany({ data: { status: 'active' } })
      await db().roleAssignment.deleteMany({ where: { role: 'owner' } })
      one = await makeStaff(null, 'owner')
      two = await makeStaff(null, 'owner')
    }
  })
  test('one who closes, one who takes the role', async () => {
    const settled = await Promise.allSettled([demote(one, two), close(two, one)])
    expect(settled.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    expect(await owners()).toBe(1)
  })
  test('the last one does not step down, and one who cannot sign in does not count', async () => {
    await close(one, two)
    const stepDown = setRoles(one, one.accountId, [])
    await expect(stepDown).rejects.toMatchObject({ code: 'invalid_input' })
    await db().roleAssignment.create({ data: { id: crypto.randomUUID(), accountId: one.accountId, role: 'clerk' } })
    await expect(setRoles(one, one.accountId, [at(null)])).rejects.toMatchObject({ code: 'last_owner' })
    expect(await owners()).toBe(1)
  })
})
