import type * as argon2 from '@node-rs/argon2'
import { verify } from '@node-rs/argon2'
import { Client } from 'pg'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { db } from '@/lib/server/db/client'
import { dropSingleton } from '@/lib/server/singleton'
import { isAppError } from '@/lib/shared/errors'
import {
  auditOf,
  browser,
  type MadeAccount,
  makeAccount,
  password,
  seen,
  signInWithPassword,
  takeoversOf,
} from '@/prisma/factories/account-factory'
import { signIn } from './sign-in'
import { signOut } from './sign-out'
import { startSession } from './start-session'

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  return { ...real, verify: vi.fn(real.verify) }
})

const now = new Date('2026-11-22T09:00:10Z')
const stepMs = 30_000
const later = (steps: number): Date => new Date(now.getTime() + steps * stepMs)

/** The outcome of each, as text. */
async function outcomes(attempts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts)
  return settled
    .map((it) => (it.status === 'fulfilled' ? 'in' : isAppError(it.reason) ? it.reason.code : String(it.reason)))
    .sort()
}

function liftLimits(): void {
  for (const name of ['SIGN_IN_LIMIT_PER_MINUTE', 'SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR']) process.env[name] = '100000'
  dropSingleton('config')
}

describe('signing in with a password', () => {
  let account: MadeAccount
  beforeEach(async () => {
    account = await makeAccount()
  })

  test('opens a session, ignoring case and spaces of the name, and is audited', async () => {
    const { session, cookies } = await signIn(
      { username: ` ${account.username.toUpperCase()} `, password },
      browser(),
      now,
    )
    expect(session).toMatchObject({ username: account.username, method: 'password', branch: null })
    expect(await seen(cookies, now)).toMatchObject({ accountId: account.id, method: 'password', deviceId: null })
    expect(await auditOf(account.id)).toEqual([
      { action: 'session.open', after: { method: 'password' }, actorKind: 'staff' },
    ])
  })

  test('A13: issues a new session id each time, never one that the browser sent', async () => {
    const preset = ['dawr_session=chosen-by-somebody-else']
    const [first = ''] = await signInWithPassword(account, browser(preset), now)
    expect(first).not.toContain('chosen')
    expect(await seen(preset, now)).toBeNull()
    const [second = ''] = await signInWithPassword(account, browser([first]), now)
    expect(second).not.toBe(first)
  })

  test('A13: ends the previous session of this browser, and no other', async () => {
    const first = await signInWithPassword(account, browser(), now)
    const elsewhere = await signInWithPassword(account, browser(), now)
    const second = await signInWithPassword(account, browser(first), now)
    expect(await seen(first, now)).toBeNull()
    expect(await seen(elsewhere, now)).not.toBeNull()
    expect(await seen(second, now)).not.toBeNull()
  })

  test('A22: the audit of the person signed out names the account whose sign-in ended the session', async () => {
    const cookies = await signInWithPassword(account, browser(), now)
    const session = (await seen(cookies, now))?.sessionId
    const other = await makeAccount()
    await signInWithPassword(other, browser(cookies), now)
    expect(await takeoversOf(account.id)).toEqual([{ session, by: other.id }])
  })

  test('a session that had expired is not recorded as ended by the next sign-in', async () => {
    const cookies = await signInWithPassword(account, browser(), now)
    await signInWithPassword(await makeAccount(), browser(cookies), new Date(now.getTime() + 86_400_000))
    expect(await takeoversOf(account.id)).toEqual([])
  })

  test('A13: a session id is invalid after sign-out', async () => {
    const cookies = await signInWithPassword(account, browser(), now)
    await signOut(await seen(cookies, now), browser().origin, now)
    expect(await seen(cookies, now)).toBeNull()
  })

  test('opens no session for an account that was deactivated or changed while the password was checked', async () => {
    const read = await db().account.findUniqueOrThrow({ where: { id: account.id } })
    const refusal = { code: 'wrong_credentials' }
    const proof = () => Promise.resolve('password' as const)
    await expect(startSession({ ...read, passwordHash: 'outdated' }, proof, browser(), now)).rejects.toMatchObject(
      refusal,
    )
    await db().account.update({ where: { id: account.id }, data: { status: 'inactive' } })
    await expect(startSession(read, proof, browser(), now)).rejects.toMatchObject(refusal)
    expect(await db().session.count({ where: { accountId: account.id } })).toBe(0)
  })
})

describe('a refusal', () => {
  beforeAll(liftLimits)
  const wrong = 'another-kettle-1234'
  const attempt = (username: string, typed: string) => signIn({ username, password: typed }, browser(), now)

  test('A6: is the same for an unknown name, a wrong password and a deactivated account', async () => {
    const [open, closed] = [await makeAccount(), await makeAccount({ status: 'inactive' })]
    const tries = [attempt('nobody-here', password), attempt(open.username, wrong), attempt(closed.username, password)]
    for (const refused of await Promise.allSettled(tries)) {
      expect(refused).toMatchObject({
        status: 'rejected',
        reason: { code: 'wrong_credentials', details: {}, fields: [] },
      })
    }
  })

  test('is audited for an existing account, without the typed text', async () => {
    const [open, closed] = [await makeAccount(), await makeAccount({ status: 'inactive' })]
    await outcomes([attempt(open.username, wrong), attempt(closed.username, password)])
    const entry = (why: string) => ({ action: 'session.refused', after: { why }, actorKind: 'system' })
    await vi.waitFor(async () => {
      expect(await auditOf(open.id)).toEqual([entry('password')])
      expect(await auditOf(closed.id)).toEqual([entry('inactive')])
    })
    expect(JSON.stringify(await db().auditEntry.findMany({ select: { after: true } }))).not.toContain(wrong)
  })

  test('A6: does the same work for an unknown name: one query, and one comparison with a hash of the same cost', async () => {
    const [open, closed] = [await makeAccount(), await makeAccount({ status: 'inactive' })]
    const ways: [username: string, typed: string][] = [
      ['nobody-here', wrong],
      [open.username, wrong],
      [closed.username, password],
    ]
    const recordedBefore = await db().auditEntry.count({ where: { action: 'session.refused' } })
    const queries = vi.spyOn(Client.prototype, 'query')
    const statements = (): string[] => queries.mock.calls.map(([it]) => String((it as { text?: string }).text ?? it))
    const afterTheAnswer: string[][] = []
    for (const [username, typed] of ways) {
      queries.mockClear()
      vi.mocked(verify).mockClear()
      await outcomes([attempt(username, typed)])
      const asked = queries.mock.calls.length
      const compared = vi.mocked(verify).mock.calls.map(([hash]) => String(hash))
      expect({ username, asked, compared }).toEqual({
        username,
        asked: 1,
        compared: [expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)],
      })
      const end = /^(?:COMMIT|ROLLBACK)$/
      await vi.waitFor(() => expect(statements().at(-1)).toMatch(end))
      afterTheAnswer.push(statements().map((it) => it.replace(end, 'the end')))
    }
    queries.mockRestore()
    expect(afterTheAnswer[0]?.length).toBeGreaterThan(3)
    expect(afterTheAnswer).toEqual([afterTheAnswer[0], afterTheAnswer[0], afterTheAnswer[0]])
    for (const { id } of [open, closed]) expect(await auditOf(id)).toHaveLength(1)
    expect(await db().auditEntry.count({ where: { action: 'session.refused' } })).toBe(2 + recordedBefore)
  })
})

describe('the second factor', () => {
  let account: MadeAccount
  beforeEach(async () => {
    account = await makeAccount({ secondFactor: true })
  })
  const attempt = (code: string | undefined, at = now, from = browser()) =>
    signIn({ username: account.username, password, code }, from, at)

  test('is asked for only after the right password', async () => {
    await expect(attempt(undefined)).rejects.toMatchObject({ code: 'second_factor_required' })
    const guess = { username: account.username, password: 'wrong-kettle-00', code: account.codeAt(now) }
    await expect(signIn(guess, browser(), now)).rejects.toMatchObject({ code: 'wrong_credentials' })
  })

  test('is accepted in its time step and the adjacent ones, in Arabic or Latin digits', async () => {
    for (const steps of [-2, 2])
      await expect(attempt(account.codeAt(later(steps)))).rejects.toMatchObject({ code: 'wrong_code' })
    const arabic = account.codeAt(later(-1)).replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
    expect((await attempt(arabic)).session.method).toBe('password_totp')
    expect((await attempt(account.codeAt(now))).session.method).toBe('password_totp')
    expect((await attempt(account.codeAt(later(1)))).session.method).toBe('password_totp')
  })

  test('A13: a code works once, even when used twice at the same time, and no older code works after it', async () => {
    const code = account.codeAt(now)
    expect(await outcomes([attempt(code), attempt(code)])).toEqual(['in', 'wrong_code'])
    expect(await outcomes([attempt(code), attempt(account.codeAt(later(-1)))])).toEqual(['wrong_code', 'wrong_code'])
  })

  test('A6: has its own limit of five tries, which the password does not reset', async () => {
    for (let i = 0; i < 5; i++) {
      await expect(attempt(undefined)).rejects.toMatchObject({ code: 'second_factor_required' })
      await expect(attempt('000000')).rejects.toMatchObject({ code: 'wrong_code' })
    }
    await expect(attempt(account.codeAt(now))).rejects.toMatchObject({ code: 'too_many_requests' })
  })

  test('A6: a person who has the password cannot lock the owner’s own browser out', async () => {
    const known = await signInWithPassword(account, browser(), now, account.codeAt(now))
    await outcomes(Array.from({ length: 10 }, () => attempt('000000')))
    await expect(attempt(account.codeAt(later(1)))).rejects.toMatchObject({ code: 'too_many_requests' })
    expect((await attempt(account.codeAt(later(1)), now, browser(known))).session.method).toBe('password_totp')
  })

  test('A6: of ten guesses at once at most five are checked', async () => {
    const guesses = Array.from({ length: 10 }, (_, i) => attempt(String(100_000 + i)))
    const all = await outcomes(guesses)
    expect(all.filter((it) => it === 'wrong_code').length).toBeLessThanOrEqual(5)
    expect(all.filter((it) => it === 'too_many_requests').length).toBeGreaterThanOrEqual(5)
  })

  test('a wrong code is audited', async () => {
    await outcomes([attempt('000000')])
    await vi.waitFor(async () =>
      expect(await auditOf(account.id)).toMatchObject([{ action: 'session.refused', after: { why: 'second_factor' } }]),
    )
  })
})
