import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import { type Actor, credentialOf, type Staff } from '@/lib/server/identity/actor'
import { deviceOf, pairedDeviceOf } from '@/lib/server/identity/device'
import { noteDeviceSeen, writeDeviceActivity } from '@/lib/server/identity/device-activity'
import { openSession, staffOf } from '@/lib/server/identity/session'
import { validCredentials } from '@/lib/server/identity/valid-credentials'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeDevice } from '@/prisma/factories/device-factory'
import { askForTurn, commandOf } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { DeviceDto } from '../contract'
import { renameDevice, revokeDevice } from './change-device'
import { getOwnDevice } from './get-own-device'
import { getPairing } from './get-pairing'
import { listDevices } from './list-devices'

let branch: BranchRecord
let other: BranchRecord
let manager: Staff
beforeAll(async () => {
  ;[branch, other] = [await makeBranch(), await makeBranch()]
  manager = await makeStaff(branch, 'manager')
})

const notFound = { code: 'device_not_found' }

async function revoke(actor: Actor, id: string): Promise<DeviceDto> {
  const input = { params: { id }, body: undefined }
  return (await runCommand(commandOf(actor, input), revokeDevice)).answer as DeviceDto
}

async function rename(actor: Actor, id: string, label: string): Promise<DeviceDto> {
  return (await runCommand(commandOf(actor, { params: { id }, body: { label } }), renameDevice)).answer as DeviceDto
}

const actionsOn = async (subjectId: string): Promise<string[]> =>
  (await db().auditEntry.findMany({ where: { subjectId }, orderBy: { seq: 'asc' } })).map((it) => it.action)

const page = { limit: 50 }

describe('revoking a device', () => {
  test('A3: takes effect on the next request, and its streams lose their access', async () => {
    const { device, headers, pairing } = await makeDevice(branch)
    const actor = await deviceOf(headers)
    const credential = actor && credentialOf(actor)
    if (!credential) throw new Error('a hall screen has no credential')
    expect(await getOwnDevice(headers)).toMatchObject({ id: device.id, branch: { slug: branch.slug } })
    expect((await validCredentials([credential], new Date())).size).toBe(1)

    expect(await revoke(manager, device.id)).toMatchObject({
      state: 'revoked',
      revokedAt: expect.any(String) as string,
    })
    expect(await pairedDeviceOf(headers)).toBeNull()
    await expect(getOwnDevice(headers)).rejects.toMatchObject({ code: 'not_signed_in' })
    expect((await validCredentials([credential], new Date())).size).toBe(0)
    const { id, secret } = pairing
    expect(await getPairing({ id, secret, address: 'revoked' }, new Date())).toEqual({ state: 'expired', cookie: null })
  })

  test('twice, or by two people at once, takes effect once', async () => {
    const { device } = await makeDevice(branch)
    const [one, two] = await Promise.all([revoke(manager, device.id), revoke(manager, device.id)])
    expect(one.revokedAt).toBe(two.revokedAt)
    expect(await revoke(manager, device.id)).toMatchObject({ revokedAt: one.revokedAt })
    expect(await actionsOn(device.id)).toEqual(['device.pair', 'device.revoke'])
  })

  test('of a tablet ends the sessions opened on it, and disables sign-in by PIN there', async () => {
    const { device } = await makeDevice(branch, 'tablet')
    const clerk = await makeStaff(branch)
    const { accountId } = clerk
    const on = (deviceId: string | null) =>
      db().$transaction((tx) =>
        openSession(tx, { accountId, method: 'password', deviceId, userAgent: '', address: '127.0.0.1' }, new Date()),
      )
    const [onTablet, elsewhere] = [await on(device.id), await on(null)]
    await db().tabletAccount.create({ data: { deviceId: device.id, accountId } })
    const whoIs = (cookie: string) => staffOf(new Headers({ cookie: cookie.split(';')[0] ?? '' }), new Date())
    expect(await whoIs(onTablet.cookie)).toMatchObject({ accountId, deviceId: device.id })

    await revoke(manager, device.id)
    expect(await whoIs(onTablet.cookie)).toBeNull()
    expect(await whoIs(elsewhere.cookie)).toMatchObject({ accountId, deviceId: null })
    expect(await db().tabletAccount.count({ where: { deviceId: device.id } })).toBe(0)
    const ended = await db().auditEntry.findMany({ where: { subjectId: accountId, action: 'session.end' } })
    expect(ended.map((it) => it.after)).toEqual([{ session: onTablet.sessionId, why: 'device_revoked' }])
    const credential = { kind: 'session', id: onTablet.sessionId, version: clerk.version, expiresAt: null } as const
    expect((await validCredentials([credential], new Date())).size).toBe(0)
  })
})

describe('A1: a device of another branch', () => {
  test('is not found, like an id that does not exist', async () => {
    const { device, headers } = await makeDevice(other)
    for (const id of [device.id, newId()]) {
      await expect(revoke(manager, id)).rejects.toMatchObject(notFound)
      await expect(rename(manager, id, 'لي')).rejects.toMatchObject(notFound)
    }
    expect((await listDevices(manager, page, new Date())).devices.map((it) => it.id)).not.toContain(device.id)
    await expect(listDevices(manager, { ...page, branch: other.slug }, new Date())).rejects.toMatchObject({
      code: 'not_allowed',
    })
    expect(await pairedDeviceOf(headers)).toMatchObject({ id: device.id, label: 'الصالة' })
  })

  test('is found by people who manage devices in all branches', async () => {
    const { device } = await makeDevice(other)
    const owner = await makeStaff(null, 'owner')
    expect(await rename(owner, device.id, 'Entrance')).toMatchObject({ label: 'Entrance', branch: other.slug })
    const { devices } = await listDevices(owner, { ...page, branch: other.slug }, new Date())
    expect(devices.map((it) => it.id)).toContain(device.id)
  })
})

describe('renaming', () => {
  test('takes effect at once, and does nothing when the name is the same', async () => {
    const { device, headers } = await makeDevice(branch)
    expect(await pairedDeviceOf(headers)).toMatchObject({ label: 'الصالة' })
    await rename(manager, device.id, 'المدخل')
    await rename(manager, device.id, 'المدخل')
    expect(await getOwnDevice(headers)).toMatchObject({ label: 'المدخل' })
    expect(await actionsOn(device.id)).toEqual(['device.pair', 'device.rename'])
  })

  test('is refused for a revoked device', async () => {
    const { device } = await makeDevice(branch)
    await revoke(manager, device.id)
    await expect(rename(manager, device.id, 'x')).rejects.toMatchObject(notFound)
  })
})

test('the list is newest first, in pages, with revoked devices separate', async () => {
  const here = await makeBranch()
  const by = await makeStaff(here, 'administrator')
  const made: string[] = []
  for (let i = 0; i < 5; i++) made.unshift((await makeDevice(here, 'display', { by })).device.id)
  await revoke(by, made[1] ?? '')
  const seen: string[] = []
  let before: string | undefined
  do {
    const answer = await listDevices(by, { limit: 2, ...(before && { before }) }, new Date())
    seen.push(...answer.devices.map((it) => it.id))
    before = answer.next ?? undefined
  } while (before)
  expect(seen).toEqual(made.filter((_, i) => i !== 1))
  const { devices } = await listDevices(by, { ...page, revoked: 'true' }, new Date())
  expect(devices.map((it) => [it.id, it.state])).toEqual([[made[1], 'revoked']])
})

test('the last time a device was seen is shown at once and stored once a minute', async () => {
  const { device } = await makeDevice(branch)
  const seenAt = async () => (await db().device.findUniqueOrThrow({ where: { id: device.id } })).seenAt
  const now = new Date()
  noteDeviceSeen(device.id, now)
  const { devices } = await listDevices(manager, page, now)
  expect(devices.find((it) => it.id === device.id)).toMatchObject({ state: 'present', seenAt: now.toISOString() })
  expect(await seenAt()).toBeNull()
  await writeDeviceActivity()
  expect(await seenAt()).toEqual(now)
  const later = new Date(now.getTime() + 4 * 60_000)
  expect((await listDevices(manager, page, later)).devices.find((it) => it.id === device.id)?.state).toBe('away')
})

describe('a kiosk', () => {
  test('issues ordinary tickets of its branch', async () => {
    const kiosk = await deviceOf((await makeDevice(branch, 'kiosk')).headers)
    if (!kiosk) throw new Error('a kiosk is no actor')
    const { answer } = await askForTurn(branch, 'eyes', { actor: kiosk })
    const ticket = await db().ticket.findUniqueOrThrow({
      where: { id: (answer as { id: string }).id },
      include: { visit: true },
    })
    expect(ticket).toMatchObject({ source: 'kiosk', branchId: branch.id, visit: { visitorId: null } })
    const entry = await db().auditEntry.findFirst({ where: { subjectId: ticket.id } })
    expect(entry).toMatchObject({ actorKind: 'device', actorId: kiosk.deviceId })
  })

  test('screens and visitors cannot manage devices', async () => {
    const display = await deviceOf((await makeDevice(branch)).headers)
    for (const actor of [display, makeVisitor()]) {
      if (!actor) throw new Error('a hall screen is no actor')
      await expect(revoke(actor, newId())).rejects.toMatchObject(notFound)
    }
  })
})
