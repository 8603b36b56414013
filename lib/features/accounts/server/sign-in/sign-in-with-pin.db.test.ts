import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { isAppError } from '@/lib/shared/errors'
import * as made from '@/prisma/factories/account-factory'
import { makeBranch } from '@/prisma/factories/branch-factory'
import type { SignInRequest } from './sign-in-request'
import { signInWithPin } from './sign-in-with-pin'
import { listTabletPeople } from './tablet'

const now = new Date('2026-11-22T09:00:10Z')
const wrong = '000001'
let branch: BranchRecord
let tablet: (cookies?: readonly string[]) => SignInRequest
let account: made.MadeAccount

beforeEach(async () => {
  branch = await makeBranch()
  tablet = await made.makeTablet(branch)
  account = await made.makeAccount({ roles: [['clerk', branch]], pin: made.pin })
})

const byPin = (pin: string, { id } = account, from = tablet()) => signInWithPin({ account: id, pin }, from, now)
const enterByPassword = (who = account, code?: string): Promise<string[]> =>
  made.signInWithPassword(who, tablet(), now, code)

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'in',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  )
}

describe('a PIN on a tablet', () => {
  test('signs in a person who used their password there, in a session bound to that tablet', async () => {
    await enterByPassword()
    const { session, cookie } = await byPin(made.pin)
    expect(session).toMatchObject({ username: account.username, method: 'pin', branch: branch.slug })
    const staff = await made.seen([cookie], now)
    expect(staff).toMatchObject({ accountId: account.id, method: 'pin', deviceId: tablet().tablet?.id })
    const entries = await made.auditOf(account.id)
    expect(entries.at(-1)).toMatchObject({ action: 'session.open', after: { method: 'pin' } })
  })

  test('ends the previous session on the tablet: only one person is signed in on it', async () => {
    const other = await made.makeAccount({ roles: [['reception', branch]], pin: '860214' })
    await enterByPassword(other)
    const first = await enterByPassword()
    expect(await made.seen(first, now)).toMatchObject({ accountId: account.id })
    const { cookie } = await byPin('860214', other, tablet(first))
    expect(await made.seen(first, now)).toBeNull()
    expect(await made.seen([cookie], now)).toMatchObject({ accountId: other.id })
    // Also when the tablet had lost its cookie.
    await byPin(made.pin)
    expect(await made.seen([cookie], now)).toBeNull()
  })

  test('A22: the audit of the person signed out names the account whose sign-in ended the session', async () => {
    const other = await made.makeAccount({ roles: [['reception', branch]], pin: '860214' })
    await enterByPassword(other)
    const first = await made.seen(await enterByPassword(), now)
    const second = await made.seen([(await byPin('860214', other)).cookie], now)
    expect(await made.takeoversOf(account.id)).toEqual([{ session: first?.sessionId, by: other.id }])
    await byPin('860214', other)
    expect((await made.takeoversOf(other.id)).at(-1)).toEqual({ session: second?.sessionId, by: other.id })
  })

  test('is enough with two-factor sign-in too, once password and code were used there', async () => {
    const careful = await made.makeAccount({ roles: [['clerk', branch]], pin: made.pin, secondFactor: true })
    expect(await codeOf(byPin(made.pin, careful))).toBe('wrong_credentials')
    await enterByPassword(careful, careful.codeAt(now))
    expect(await codeOf(byPin(made.pin, careful))).toBe('in')
  })

  test('A6: is refused where the password was never used, and in a branch where the person has no role', async () => {
    expect(await codeOf(byPin(made.pin))).toBe('wrong_credentials')
    const guest = await made.makeAccount({ roles: [['clerk', await makeBranch()]], pin: made.pin })
    await enterByPassword(guest)
    expect(await codeOf(byPin(made.pin, guest))).toBe('wrong_credentials')
    const everywhere = await made.makeAccount({ pin: made.pin })
    await enterByPassword(everywhere)
    expect(await codeOf(byPin(made.pin, everywhere))).toBe('in')
  })

  test('A6: is refused without a tablet, to deactivated accounts, and once it was removed', async () => {
    await enterByPassword()
    expect(await codeOf(byPin(made.pin, account, made.browser()))).toBe('not_allowed')
    await db().account.update({ where: { id: account.id }, data: { status: 'inactive' } })
    expect(await codeOf(byPin(made.pin))).toBe('wrong_credentials')
    await db().account.update({ where: { id: account.id }, data: { status: 'active', pinHash: null } })
    expect(await codeOf(byPin(made.pin))).toBe('wrong_credentials')
  })
})

describe('A6: guessing a PIN', () => {
  beforeEach(() => enterByPassword())

  test('of ten guesses at once at most five are checked', async () => {
    const guesses = Array.from({ length: 10 }, (_, i) => codeOf(byPin(`00000${i}`)))
    const outcomes = await Promise.all(guesses)
    expect(outcomes.filter((it) => it === 'wrong_credentials').length).toBeLessThanOrEqual(4)
    expect(outcomes.every((it) => it === 'wrong_credentials' || it === 'pin_locked')).toBe(true)
    const where = { account: { id: account.id } }
    expect(await db().tabletAccount.findFirst({ where })).toMatchObject({ failures: 5 })
    await vi.waitFor(async () => {
      const refusals = (await made.auditOf(account.id)).filter((it) => it.action === 'session.refused')
      expect(refusals.map((it) => (it.after as { tries: number }).tries).sort()).toEqual([1, 2, 3, 4, 5])
    })
  })

  test('is locked after five wrong ones, until the password is used on this tablet', async () => {
    const outcomes: string[] = []
    for (let i = 0; i < 6; i++) outcomes.push(await codeOf(byPin(wrong)))
    expect(outcomes).toEqual([...Array<string>(4).fill('wrong_credentials'), 'pin_locked', 'pin_locked'])
    expect(await codeOf(byPin(made.pin))).toBe('pin_locked')
    expect((await listTabletPeople(tablet())).people).toMatchObject([{ account: account.id, locked: true }])
    // A sign-in elsewhere does not unlock the PIN here.
    await made.signInWithPassword(account, made.browser(), now)
    expect(await codeOf(byPin(made.pin))).toBe('pin_locked')
    await enterByPassword()
    expect(await codeOf(byPin(made.pin))).toBe('in')
  })

  test('a correct PIN resets the number of tries', async () => {
    for (let i = 0; i < 4; i++) expect(await codeOf(byPin(wrong))).toBe('wrong_credentials')
    expect(await codeOf(byPin(made.pin))).toBe('in')
    expect(await codeOf(byPin(wrong))).toBe('wrong_credentials')
  })

  test('is limited for the tablet as a whole', async () => {
    const outcomes: string[] = []
    for (let i = 0; i < 31; i++) outcomes.push(await codeOf(byPin(wrong)))
    expect(outcomes.at(-1)).toBe('too_many_requests')
  })
})

test('a tablet lists the people who may sign in by PIN: with a PIN, a role here, and the password used here', async () => {
  const withoutPin = await made.makeAccount({ roles: [['clerk', branch]] })
  const ofElsewhere = await made.makeAccount({ roles: [['clerk', await makeBranch()]], pin: made.pin })
  const closed = await made.makeAccount({ roles: [['clerk', branch]], pin: made.pin })
  for (const who of [withoutPin, ofElsewhere, closed]) await enterByPassword(who)
  await db().account.update({ where: { id: closed.id }, data: { status: 'inactive' } })
  expect((await listTabletPeople(tablet())).people).toEqual([])
  await enterByPassword()
  const people = [{ account: account.id, displayName: account.username, locked: false }]
  expect(await listTabletPeople(tablet())).toEqual({ people })
  const another = await made.makeTablet(branch)
  expect((await listTabletPeople(another())).people).toEqual([])
  await expect(listTabletPeople(made.browser())).rejects.toMatchObject({ code: 'not_allowed' })
})
