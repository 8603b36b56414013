import { beforeEach, describe, expect, test, vi } from 'vitest'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import * as made from '@/prisma/factories/account-factory'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { verifyPassword, verifyPin } from '../password'
import { signIn } from '../sign-in/sign-in'
import { changeOwnPassword } from './change-own-password'
import { getOwnAccount } from './own-account'
import { proveAndHashPin, removeOwnPin, setOwnPin } from './own-pin'
import * as own from './own-second-factor'
import { endOtherSessions, endOwnSession, listOwnSessions } from './own-sessions'
import { type Asking, provePassword } from './prove-password'

const now = new Date('2026-11-22T09:00:10Z')
const inSteps = (steps: number): Date => new Date(now.getTime() + steps * 30_000)
const next = 'green-lantern-4490-hill'
let account: made.MadeAccount
let cookies: string[]
let staff: Staff

async function enter(code?: string, at = now): Promise<void> {
  cookies = await made.signInWithPassword(account, made.browser(), at, code)
  const found = await made.seen(cookies, at)
  if (!found) throw new Error('nobody')
  staff = found
}

beforeEach(async () => {
  account = await made.makeAccount()
  await enter()
})

const asking = (at = now): Asking => ({ actor: staff, origin: made.browser().origin, now: at })
const command = <Input>(input: Input, at = now) => commandOf(staff, input, { now: at })
const proven = () => provePassword(asking(), made.password)
const row = () => db().account.findUniqueOrThrow({ where: { id: account.id } })
const actions = async (): Promise<string[]> => (await made.auditOf(account.id)).map((it) => it.action)
const refusal = (code: string) => ({ code })

describe('asking for the password again', () => {
  test('A6: refuses a wrong password, limits the tries, and records them in the audit', async () => {
    for (let i = 0; i < 5; i++)
      await expect(provePassword(asking(), 'wrong-kettle-00')).rejects.toMatchObject(refusal('wrong_credentials'))
    await expect(proven()).rejects.toMatchObject(refusal('too_many_requests'))
    await vi.waitFor(async () => expect((await actions()).filter((it) => it === 'password.refused')).toHaveLength(5))
  })
  test('is no longer valid once the password has been changed', async () => {
    const before = await proven()
    await changeOwnPassword(asking(), { password: made.password, next }, made.browser(cookies))
    const begun = runCommand(command({}), (tx, it) => own.beginSecondFactor(tx, it, before))
    await expect(begun).rejects.toMatchObject(refusal('wrong_credentials'))
  })
})

describe('a new password', () => {
  test('is not stored for an account deactivated while it was hashed, and opens no session', async () => {
    const before = await row()
    const changing = changeOwnPassword(asking(), { password: made.password, next }, made.browser(cookies))
    await db().account.update({ where: { id: account.id }, data: { status: 'inactive' } })
    await expect(changing).rejects.toMatchObject(refusal('wrong_credentials'))
    expect((await row()).passwordHash).toBe(before.passwordHash)
    expect(await db().session.count({ where: { accountId: account.id } })).toBe(1)
  })
  test('A13: ends every session and gives this browser a new one', async () => {
    const elsewhere = await made.signInWithPassword(account, made.browser(), now)
    await db().account.update({ where: { id: account.id }, data: { mustChangePassword: true } })
    const changed = await changeOwnPassword(asking(), { password: made.password, next }, made.browser(cookies))
    expect(changed.session).toMatchObject({ mustChangePassword: false, method: 'password' })
    for (const old of [cookies, elsewhere]) expect(await made.seen(old, now)).toBeNull()
    expect(await made.seen([changed.cookie], now)).toMatchObject({ mustChangePassword: false, version: 2 })
    expect(await verifyPassword((await row()).passwordHash, next)).toBe(true)
    expect((await actions()).at(-1)).toBe('account.change_password')
    const old = { username: account.username, password: made.password }
    await expect(signIn(old, made.browser(), now)).rejects.toMatchObject(refusal('wrong_credentials'))
  })
  test.each([
    ['the current one', made.password],
    ['one of common words', 'Password2026!'],
    ['a keyboard row', 'qwertyuiopqwerty'],
  ])('may not be %s', async (_, weak) => {
    const changed = changeOwnPassword(asking(), { password: made.password, next: weak }, made.browser(cookies))
    await expect(changed).rejects.toMatchObject(refusal('weak_password'))
    expect(await made.seen(cookies, now)).not.toBeNull()
  })
  test('A6: removes the PIN and the known tablets, which a person who knew the old password may have set up', async () => {
    const branch = await makeBranch()
    const knows = await made.makeAccount({ roles: [['clerk', branch]], pin: made.pin })
    const tablet = await made.makeTablet(branch)
    await made.signInWithPassword(knows, tablet(), now)
    const actor = await made.seen(await made.signInWithPassword(knows, made.browser(), now), now)
    if (!actor) throw new Error('nobody')
    const of = { where: { accountId: knows.id } }
    expect(await db().tabletAccount.count(of)).toBe(1)
    await changeOwnPassword({ ...asking(), actor }, { password: made.password, next }, made.browser())
    expect(await db().tabletAccount.count(of)).toBe(0)
    expect((await db().account.findUniqueOrThrow({ where: { id: knows.id } })).pinHash).toBeNull()
  })
  test('of two changes at once one wins', async () => {
    const change = () => changeOwnPassword(asking(), { password: made.password, next }, made.browser(cookies))
    const settled = await Promise.allSettled([change(), change()])
    expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

/** Turns the second factor on and returns what the person was shown. */
async function turnOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const before = await proven()
  const begun = await runCommand(command({}), (tx, it) => own.beginSecondFactor(tx, it, before))
  const { secret } = begun.answer as { secret: string }
  const code = made.codeOf(secret, now)
  const confirmed = await runCommand(command({ body: { code } }), own.confirmSecondFactor)
  return { secret, ...(confirmed.answer as { recoveryCodes: string[] }) }
}

describe('the second factor', () => {
  test('takes effect once a code is confirmed, and ends every other session', async () => {
    const elsewhere = await made.signInWithPassword(account, made.browser(), now)
    const early = runCommand(command({ body: { code: '123456' } }), own.confirmSecondFactor)
    await expect(early).rejects.toMatchObject(refusal('second_factor_not_begun'))
    const { recoveryCodes } = await turnOn()
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^[A-HJ-NP-Z1-9]{5}-[A-HJ-NP-Z1-9]{5}$/)
    expect(await getOwnAccount(staff)).toMatchObject({ secondFactor: true, recoveryCodesLeft: 10 })
    expect(await made.seen(elsewhere, now)).toBeNull()
    expect(await made.seen(cookies, now)).not.toBeNull()
    await expect(turnOn()).rejects.toMatchObject(refusal('second_factor_already_on'))
    expect(await actions()).toEqual(expect.arrayContaining(['second_factor.begin', 'second_factor.turn_on']))
  })

  test('the code that confirmed it cannot sign in', async () => {
    const { secret } = await turnOn()
    await expect(enter(made.codeOf(secret, now))).rejects.toMatchObject(refusal('wrong_code'))
    await enter(made.codeOf(secret, inSteps(1)), inSteps(1))
    expect(staff.method).toBe('password_totp')
  })

  test('keeps the secret sealed and the recovery codes hashed', async () => {
    const { secret, recoveryCodes } = await turnOn()
    const stored = JSON.stringify(
      [await row(), await db().recoveryCode.findMany(), await db().auditEntry.findMany()],
      (_, it) =>
        typeof it === 'bigint' ? String(it) : it instanceof Uint8Array ? Buffer.from(it).toString('latin1') : it,
    )
    for (const said of [secret, ...recoveryCodes, ...recoveryCodes.map((it) => it.replace('-', ''))])
      expect(stored).not.toContain(said)
  })

  test('A15: a recovery code works once, even when two requests use it at the same time', async () => {
    const { recoveryCodes } = await turnOn()
    const [code = '', other = ''] = recoveryCodes
    const attempt = (typed: string) => made.signInWithPassword(account, made.browser(), now, typed)
    const settled = await Promise.allSettled([attempt(code), attempt(` ${code.toLowerCase().replace('-', ' ')}`)])
    expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
    await enter(other)
    expect(staff.method).toBe('recovery_code')
    expect(await getOwnAccount(staff)).toMatchObject({ recoveryCodesLeft: 8 })
  })

  test('is turned off with the password and a code, which deletes its recovery codes', async () => {
    const { recoveryCodes } = await turnOn()
    const before = await proven()
    const remove = (code: string) =>
      runCommand(command({ body: { code } }), (tx, it) => own.removeSecondFactor(tx, it, before))
    await expect(remove('000000')).rejects.toMatchObject(refusal('wrong_code'))
    await remove(recoveryCodes[0] ?? '')
    expect(await row()).toMatchObject({ totpSecretSealed: null, totpConfirmedAt: null })
    expect(await db().recoveryCode.count({ where: { accountId: account.id } })).toBe(0)
    await expect(remove('000000')).rejects.toMatchObject(refusal('second_factor_not_begun'))
    expect((await actions()).at(-1)).toBe('second_factor.turn_off')
  })

  test('new recovery codes replace the old ones', async () => {
    const { recoveryCodes } = await turnOn()
    const before = await proven()
    await runCommand(command({}), (tx, it) => own.renewRecoveryCodes(tx, it, before))
    await expect(enter(recoveryCodes[0])).rejects.toMatchObject(refusal('wrong_code'))
    expect(await getOwnAccount(staff)).toMatchObject({ recoveryCodesLeft: 10 })
  })

  test('recovery codes need a second factor', async () => {
    const before = await proven()
    const renewed = runCommand(command({}), (tx, it) => own.renewRecoveryCodes(tx, it, before))
    await expect(renewed).rejects.toMatchObject(refusal('second_factor_not_begun'))
  })
})

describe('the PIN', () => {
  test('is set and removed with the password, and hashed with a key that is not in the database', async () => {
    const prepared = await proveAndHashPin(asking(), { password: made.password, pin: made.pin })
    await runCommand(command({}), (tx, it) => setOwnPin(tx, it, prepared))
    const { pinHash } = await row()
    expect(await verifyPin(pinHash ?? '', made.pin)).toBe(true)
    // Without the installation's key the hash cannot be verified.
    expect(await verifyPassword(pinHash, made.pin)).toBe(false)
    const before = await proven()
    await runCommand(command({}), (tx, it) => removeOwnPin(tx, it, before))
    expect((await row()).pinHash).toBeNull()
    expect((await actions()).slice(-2)).toEqual(['pin.set', 'pin.remove'])
  })
  test.each(['111111', '123456', '987654', '121212', '123123', '890123'])('may not be %s', async (weak) => {
    const prepared = proveAndHashPin(asking(), { password: made.password, pin: weak })
    await expect(prepared).rejects.toMatchObject(refusal('weak_password'))
  })
})

describe('own sessions', () => {
  test('are listed for their owner only, with the address, newest first', async () => {
    const later = new Date(now.getTime() + 60_000)
    const from = made.browser([], { address: '203.0.113.7', userAgent: 'Firefox' })
    await made.signInWithPassword(account, from, later)
    await made.signInWithPassword(await made.makeAccount(), made.browser(), now)
    const { sessions } = await listOwnSessions(staff, later)
    expect(sessions).toMatchObject([
      { current: false, userAgent: 'Firefox', address: '203.0.113.7', device: null, openedAt: later.toISOString() },
      { current: true, id: staff.sessionId, method: 'password' },
    ])
    expect(JSON.stringify(await db().session.findMany())).not.toContain('203.0.113.7')
  })
  test('are not listed once expired, ended or idle for too long', async () => {
    await made.signInWithPassword(account, made.browser(), now)
    const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)
    expect((await listOwnSessions(staff, hours(1))).sessions).toEqual([])
    await db().session.updateMany({ data: { seenAt: hours(13) } })
    expect((await listOwnSessions(staff, hours(13))).sessions).toEqual([])
  })
  test('one of them is ended immediately; another person’s is not found', async () => {
    const elsewhere = await made.signInWithPassword(account, made.browser(), now)
    const id = (await made.seen(elsewhere, now))?.sessionId ?? ''
    const end = (params: { id: string }) => runCommand(command({ params }), endOwnSession)
    await end({ id })
    expect(await made.seen(elsewhere, now)).toBeNull()
    await expect(end({ id })).rejects.toMatchObject(refusal('session_not_found'))
    const stranger = await made.signInWithPassword(await made.makeAccount(), made.browser(), now)
    const theirs = (await made.seen(stranger, now))?.sessionId ?? ''
    await expect(end({ id: theirs })).rejects.toMatchObject(refusal('session_not_found'))
    expect(await made.seen(stranger, now)).not.toBeNull()
  })
  test('all others are ended in one request', async () => {
    const others = [await made.signInWithPassword(account), await made.signInWithPassword(account)]
    const { answer } = await runCommand(command({}), endOtherSessions)
    expect(answer).toEqual({ ended: 2 })
    for (const other of others) expect(await made.seen(other, now)).toBeNull()
    expect(await made.seen(cookies, now)).not.toBeNull()
  })
})
