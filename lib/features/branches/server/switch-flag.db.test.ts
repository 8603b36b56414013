import { beforeEach, describe, expect, test } from 'vitest'
import { POST as joinRoute } from '@/app/api/v1/tickets/route'
import { db } from '@/lib/server/db/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import { deviceOf } from '@/lib/server/identity/device'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeDevice } from '@/prisma/factories/device-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { FlagDto } from '../contract'
import type { FlagName } from '../flags'
import { type BranchRecord, findBranch } from './branch-directory'
import { listFlags } from './list-flags'
import { switchFlag } from './switch-flag'

let branch: BranchRecord
let admin: Staff
beforeEach(async () => {
  branch = await makeBranch()
  admin = await makeStaff(branch, 'administrator')
})

type More = { flag?: FlagName; version?: number; key?: string }

async function turn(actor: Actor, on: boolean, { flag = 'phone_turns', version, key }: More = {}): Promise<FlagDto> {
  const body = { on, ...(version !== undefined && { version }) }
  const command = commandOf(actor, { params: { branch: branch.slug, flag }, body }, { ...(key && { key }) })
  return (await switchFlag(command)).answer as FlagDto
}

const flagOf = async (name: FlagName, actor: Actor = admin): Promise<FlagDto | undefined> =>
  (await listFlags(actor, branch.slug)).flags.find((it) => it.name === name)

const entries = () =>
  db().auditEntry.findMany({ where: { chainId: branch.id, action: 'branch.switch_flag' }, orderBy: { seq: 'asc' } })

/** Requests a turn through the endpoint, as a phone does. */
async function joinByPhone(): Promise<{ status: number; code?: string }> {
  const request = new Request('http://localhost/api/v1/tickets', {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json' },
    body: JSON.stringify({ service: 'eyes', branch: branch.slug }),
  })
  const response = await joinRoute(request, { params: Promise.resolve({}) })
  const { code } = (await response.json()) as { code?: string }
  return { status: response.status, ...(!response.ok && code && { code }) }
}

describe('switching a flag', () => {
  test('takes effect on the next request, until it is switched back', async () => {
    expect(await joinByPhone()).toEqual({ status: 201 })
    expect(await turn(admin, false)).toMatchObject({ name: 'phone_turns', on: false, version: 1 })
    expect(await joinByPhone()).toEqual({ status: 409, code: 'switched_off' })
    expect(await turn(admin, true)).toMatchObject({ on: true, version: 2 })
    expect(await joinByPhone()).toEqual({ status: 201 })
  })

  test('is listed with who did it and when, and writes one audit entry', async () => {
    const before = await flagOf('phone_turns')
    expect(before).toMatchObject({ on: true, byDefault: true, version: 0, changedAt: null, changedBy: null })
    const { changedAt } = await turn(admin, false)
    expect(await flagOf('phone_turns')).toMatchObject({
      on: false,
      version: 1,
      changedBy: admin.displayName,
      changedAt,
    })
    expect(await entries()).toMatchObject([
      {
        actorId: admin.accountId,
        subjectType: 'branch',
        subjectId: branch.id,
        before: { flag: 'phone_turns', on: true },
        after: { flag: 'phone_turns', on: false },
      },
    ])
  })

  test('raises the version of the set-up, which the next reader sees', async () => {
    await turn(admin, false)
    const { setupVersion, flags } = await findBranch(branch.slug)
    expect(setupVersion).toBe(branch.setupVersion + 1)
    expect(flags.phone_turns).toBe(false)
  })

  test('leaves other branches and other flags unchanged', async () => {
    const other = await makeBranch()
    await turn(admin, false)
    expect((await findBranch(other.slug)).flags).toEqual(other.flags)
    expect(await flagOf('hall_chime')).toMatchObject({ on: true, version: 0 })
  })

  test('to its current state changes nothing', async () => {
    await turn(admin, true)
    expect(await db().branchFlag.count({ where: { branchId: branch.id } })).toBe(0)
    await turn(admin, false)
    expect(await turn(admin, false)).toMatchObject({ on: false, version: 1 })
    expect(await entries()).toHaveLength(1)
  })

  test('is refused when someone else has switched it since it was read', async () => {
    await turn(admin, false, { version: 0 })
    await expect(turn(admin, true, { version: 0 })).rejects.toMatchObject({ code: 'stale_version' })
    expect(await flagOf('phone_turns')).toMatchObject({ on: false, version: 1 })
    expect(await turn(admin, true, { version: 1 })).toMatchObject({ on: true, version: 2 })
  })

  test('is done once for one key', async () => {
    const key = `switch-${branch.id}`
    const first = await turn(admin, false, { key })
    await turn(admin, true)
    expect(await turn(admin, false, { key })).toEqual(first)
    expect(await flagOf('phone_turns')).toMatchObject({ on: true, version: 2 })
  })

  test('by ten at once is serialised: every successful switch has an audit entry', async () => {
    const admins = await Promise.all(Array.from({ length: 10 }, () => makeStaff(branch, 'administrator')))
    await Promise.all(admins.map((actor, i) => turn(actor, i % 2 === 0)))
    const done = await entries()
    const states = done.map((it) => (it.after as { on: boolean }).on)
    expect(states).toEqual(states.map((_, at) => at % 2 === 1))
    expect(await flagOf('phone_turns')).toMatchObject({ on: states.at(-1), version: states.length })
    expect((await findBranch(branch.slug)).flags.phone_turns).toBe(states.at(-1))
  })
})

describe('who may switch a flag', () => {
  test.each(['owner', 'administrator'] as const)('%s may switch every flag', async (role) => {
    const actor = await makeStaff(branch, role)
    const { flags } = await listFlags(actor, branch.slug)
    expect(flags.map((it) => it.maySwitch)).toEqual(flags.map(() => true))
    for (const { name } of flags) expect(await turn(actor, false, { flag: name })).toMatchObject({ on: false })
  })

  test('a manager sees all flags, and may switch only those of devices', async () => {
    const manager = await makeStaff(branch, 'manager')
    expect(await flagOf('phone_turns', manager)).toMatchObject({ maySwitch: false })
    await expect(turn(manager, false)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await turn(manager, false, { flag: 'hall_chime' })).toMatchObject({ on: false, maySwitch: true })
  })

  test('no other role may, and no member of another branch', async () => {
    const elsewhere = await makeStaff(await makeBranch(), 'owner')
    const kiosk = await deviceOf((await makeDevice(branch, 'kiosk')).headers)
    const clerk = await makeStaff(branch, 'clerk')
    if (!kiosk) throw new Error('a kiosk is no actor')
    for (const actor of [elsewhere, kiosk, clerk])
      await expect(turn(actor, false)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(turn(makeVisitor(), false)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(listFlags(elsewhere, branch.slug)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await db().branchFlag.count({ where: { branchId: branch.id } })).toBe(0)
  })
})
