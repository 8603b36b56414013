import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import { deviceOf, pairedDeviceOf } from '@/lib/server/identity/device'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeDevice } from '@/prisma/factories/device-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { DeviceDto } from '../contract'
import { getPairing } from './get-pairing'
import { openPairing } from './open-pairing'
import { limitPairing, pairDevice } from './pair-device'

let branch: BranchRecord
let other: BranchRecord
let manager: Staff
beforeAll(async () => {
  ;[branch, other] = [await makeBranch(), await makeBranch()]
  manager = await makeStaff(branch, 'manager')
})

const address = (): string => `test ${newId()}`
const open = (now = new Date()) => openPairing('display', address(), now)

async function pair(
  actor: Actor,
  code: string,
  more: { branch?: string; now?: Date; key?: string } = {},
): Promise<DeviceDto> {
  const { branch: slug = branch.slug, ...sending } = more
  const body = { code, label: 'الصالة الكبرى', branch: slug }
  return (await runCommand(commandOf(actor, { body, params: {} }, sending), pairDevice)).answer as DeviceDto
}

const ask = (id: string, secret: string | null, now = new Date()) => getPairing({ id, secret, address: address() }, now)
const minutes = (count: number): Date => new Date(Date.now() + count * 60_000)
const notFound = { code: 'pairing_not_found' }

/** The part of a `Set-Cookie` line that a browser stores. */
const browserWith = (cookie: string | null): Headers => new Headers({ cookie: cookie?.split(';')[0] ?? '' })

describe('pairing a screen', () => {
  test('gives it a cookie for as long as it polls, for the branch of the person who typed the code', async () => {
    const { id, code, secret } = await open()
    expect(code).toMatch(/^[A-Z2-9]{8}$/)
    expect(await ask(id, secret)).toEqual({ state: 'waiting', cookie: null })
    const device = await pair(manager, code)
    expect(device).toMatchObject({ kind: 'display', label: 'الصالة الكبرى', branch: branch.slug, state: 'never_seen' })
    const [first, again] = [await ask(id, secret), await ask(id, secret)]
    expect(first.state).toBe('paired')
    expect(again).toEqual(first)
    expect(await deviceOf(browserWith(first.cookie))).toEqual({
      kind: 'device',
      deviceId: device.id,
      role: 'display',
      branchId: branch.id,
      label: 'الصالة الكبرى',
    })
  })

  test('accepts a code as people type it', async () => {
    const { code } = await open()
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `.replaceAll('4', '٤')
    expect(await pair(manager, typed)).toMatchObject({ branch: branch.slug })
  })

  test('A20: neither the code nor another secret obtains the cookie', async () => {
    const [mine, another] = [await open(), await open()]
    await pair(manager, mine.code)
    for (const secret of [null, '', mine.code, another.secret]) {
      await expect(ask(mine.id, secret)).rejects.toMatchObject(notFound)
    }
    await expect(ask(newId(), mine.secret)).rejects.toMatchObject(notFound)
  })

  test('stores neither the secret of the pairing nor that of the device', async () => {
    const { id, code, secret } = await open()
    await pair(manager, code)
    const { cookie } = await ask(id, secret)
    const token = /=([^;]+);/.exec(cookie ?? '')?.[1] ?? 'none'
    const rows = await db().$queryRaw<{ row: string }[]>`
      SELECT row_to_json(d)::text AS row FROM device d UNION ALL SELECT row_to_json(p)::text FROM device_pairing p
      UNION ALL SELECT row_to_json(k)::text FROM idempotency_key k UNION ALL SELECT row_to_json(a)::text FROM audit_entry a`
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter(({ row }) => row.includes(token) || row.includes(secret))).toEqual([])
  })

  test('expires after ten minutes; a code typed at the last moment can still be completed', async () => {
    const late = await open()
    await expect(pair(manager, late.code, { now: minutes(10.1) })).rejects.toMatchObject(notFound)
    expect(await ask(late.id, late.secret, minutes(10.1))).toEqual({ state: 'expired', cookie: null })
    const last = await open()
    await pair(manager, last.code, { now: minutes(9.9) })
    expect(await ask(last.id, last.secret, minutes(10.1))).toMatchObject({ state: 'paired' })
    expect(await ask(last.id, last.secret, minutes(20))).toEqual({ state: 'expired', cookie: null })
  })

  test('A15: of two people who type the same code at once, one pairs it', async () => {
    const { code } = await open()
    const second = await makeStaff(branch, 'administrator')
    const tries = await Promise.allSettled([pair(manager, code), pair(second, code), pair(manager, code)])
    expect(tries.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    for (const it of tries) if (it.status === 'rejected') expect(it.reason).toMatchObject(notFound)
  })

  test('is answered the same when repeated with its key', async () => {
    const [{ code }, key] = [await open(), newId()]
    const first = await pair(manager, code, { key })
    expect(await pair(manager, code, { key })).toEqual(first)
    await expect(pair(manager, code)).rejects.toMatchObject(notFound)
  })

  test.each(['', 'AAAA AAAA', 'ABCD', "'; DROP TABLE device; --", 'ＡＢＣＤＥＦＧＨ', 'a'.repeat(40)])(
    'refuses the code %j',
    async (code) => {
      await expect(pair(manager, code)).rejects.toMatchObject(notFound)
    },
  )

  test('A1: is for people who manage devices in that branch', async () => {
    const { code } = await open()
    const denied = { code: 'not_allowed' }
    await expect(pair(manager, code, { branch: other.slug })).rejects.toMatchObject(denied)
    for (const role of ['reception', 'clerk', 'accountant'] as const) {
      await expect(pair(await makeStaff(branch, role), code)).rejects.toMatchObject(denied)
    }
    await expect(pair(makeVisitor(), code)).rejects.toMatchObject({ code: 'not_signed_in' })
    const kiosk = await deviceOf((await makeDevice(branch, 'kiosk')).headers)
    if (!kiosk) throw new Error('a kiosk is no actor')
    await expect(pair(kiosk, code)).rejects.toMatchObject(denied)
    await expect(pair(manager, code)).resolves.toMatchObject({ branch: branch.slug })
  })

  test('A6: codes cannot be guessed through one account', async () => {
    const guesser = await makeStaff(branch, 'manager')
    const guesses = await Promise.allSettled(Array.from({ length: 35 }, () => limitPairing(guesser)))
    expect(guesses.filter((it) => it.status === 'fulfilled')).toHaveLength(30)
    await expect(limitPairing(manager)).resolves.toBeUndefined()
  })

  test('is limited to a few times a minute from one address', async () => {
    const from = address()
    const asked = await Promise.allSettled(Array.from({ length: 65 }, () => openPairing('display', from, new Date())))
    expect(asked.filter((it) => it.status === 'fulfilled')).toHaveLength(60)
  })

  test('is audited with the person, the device and the branch', async () => {
    const { code } = await open()
    const { id } = await pair(manager, code)
    const entry = await db().auditEntry.findFirst({ where: { subjectId: id } })
    expect(entry).toMatchObject({
      chainId: branch.id,
      action: 'device.pair',
      actorId: manager.accountId,
      sessionId: manager.sessionId,
      after: { kind: 'display', label: 'الصالة الكبرى' },
    })
  })
})

describe('a tablet', () => {
  test('is identified as a tablet and has no rights of its own', async () => {
    const { headers, device } = await makeDevice(branch, 'tablet')
    expect(await pairedDeviceOf(headers)).toMatchObject({ id: device.id, kind: 'tablet', branchId: branch.id })
    expect(await deviceOf(headers)).toBeNull()
  })
})
