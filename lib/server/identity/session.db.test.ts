import { Client } from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as made from '@/prisma/factories/account-factory'
import { config } from '../config/config'
import { db } from '../db/client'
import { idleSince, isIdle, lastActivity, noteActivity, writeActivity } from './activity'
import { invalidateCredentials, remembered } from './credential-cache'
import { credentialKeys, endSessions } from './session'
import { validCredentials } from './valid-credentials'

const minute = 60_000
let account: made.MadeAccount
let cookies: string[]
let opened: Date

beforeEach(async () => {
  opened = new Date()
  account = await made.makeAccount()
  cookies = await made.signInWithPassword(account, made.browser(), opened)
})

const after = (minutes: number): Date => new Date(opened.getTime() + minutes * minute)
const accountId = (): string => account.id
const keys = (): Promise<string[]> => db().$transaction((tx) => credentialKeys(tx, { accountId: account.id }))
const idle = (): number => config().sessions.idleMinutes

async function forget(): Promise<void> {
  await invalidateCredentials(await keys())
}

async function sessionId(): Promise<string> {
  return (await db().session.findFirstOrThrow({ where: { accountId: account.id } })).id
}

describe('a session that was used a moment ago', () => {
  test('costs no query', async () => {
    await made.seen(cookies)
    const queries = vi.spyOn(Client.prototype, 'query')
    for (let i = 0; i < 50; i++) expect(await made.seen(cookies)).toMatchObject({ accountId: accountId() })
    expect(queries).not.toHaveBeenCalled()
    await forget()
    queries.mockClear()
    await made.seen(cookies)
    expect(queries).toHaveBeenCalled()
    queries.mockRestore()
  })

  test('A13: costs no query either when it is forged', async () => {
    const queries = vi.spyOn(Client.prototype, 'query')
    const forged = `dawr_session=${'A'.repeat(43)}.${'B'.repeat(22)}`
    expect(await made.seen([forged])).toBeNull()
    expect(await made.seen([(cookies[0] ?? '').replace(/\.[^.;]*/, '')])).toBeNull()
    expect(queries).not.toHaveBeenCalled()
    queries.mockRestore()
  })

  test('is removed from the cache at once when its rights change', async () => {
    await made.seen(cookies)
    await db().account.update({ where: { id: account.id }, data: { displayName: 'نورة' } })
    expect((await made.seen(cookies))?.displayName).toBe(account.username)
    await forget()
    expect((await made.seen(cookies))?.displayName).toBe('نورة')
    const { keys: ended } = await db().$transaction((tx) => endSessions(tx, { accountId: account.id }, new Date()))
    await invalidateCredentials(ended)
    expect(await made.seen(cookies)).toBeNull()
  })

  test('is not cached by a read that started before a change', async () => {
    let go: (value: string) => void = () => undefined
    const reading = remembered('overtaken', () => new Promise<string>((done) => (go = done)))
    await invalidateCredentials(['overtaken'])
    go('as before')
    expect(await reading).toBe('as before')
    expect(await remembered('overtaken', () => Promise.resolve('as it is now'))).toBe('as it is now')
  })
})

describe('a session ends', () => {
  test('when idle for too long, even where it is cached', async () => {
    expect(await made.seen(cookies, after(idle() - 1))).not.toBeNull()
    // The activity seen by another process may be two minutes old here.
    expect(await made.seen(cookies, after(idle() + 3))).toBeNull()
  })
  test('not while in use', async () => {
    noteActivity(await sessionId(), after(20))
    expect(await made.seen(cookies, after(idle() + 15))).not.toBeNull()
    expect(await made.seen(cookies, after(idle() + 25))).toBeNull()
  })
  test('at its absolute expiry, however active', async () => {
    const end = config().sessions.hours * 60
    noteActivity(await sessionId(), after(end - 1))
    expect(await made.seen(cookies, after(end - 1))).not.toBeNull()
    noteActivity(await sessionId(), after(end + 1))
    expect(await made.seen(cookies, after(end + 1))).toBeNull()
  })
  test('for its streams too', async () => {
    const id = await sessionId()
    const credential = { kind: 'session' as const, id, version: 1, expiresAt: null }
    expect((await validCredentials([credential], after(idle()))).size).toBe(1)
    expect((await validCredentials([credential], after(idle() + 3))).size).toBe(0)
    expect((await validCredentials([{ ...credential, version: 2 }], after(1))).size).toBe(0)
  })
})

describe('activity', () => {
  test('is stored, never moves backwards, and then applies in every process', async () => {
    const id = await sessionId()
    noteActivity(id, after(10))
    expect(lastActivity(id, opened.getTime())).toBe(after(10).getTime())
    await writeActivity()
    expect(await db().session.findUnique({ where: { id } })).toMatchObject({ seenAt: after(10) })
    expect(lastActivity(id, opened.getTime())).toBe(opened.getTime())
    noteActivity(id, after(5))
    await writeActivity()
    expect(await db().session.findUnique({ where: { id } })).toMatchObject({ seenAt: after(10) })
  })
  test('of no session costs no query', async () => {
    await writeActivity()
    const queries = vi.spyOn(Client.prototype, 'query')
    await writeActivity()
    expect(queries).not.toHaveBeenCalled()
    queries.mockRestore()
  })
  test('is kept when it cannot be written', async () => {
    const id = await sessionId()
    noteActivity(id, after(10))
    const away = vi.spyOn(db(), '$executeRaw').mockRejectedValueOnce(new Error('away'))
    await expect(writeActivity()).rejects.toThrow('away')
    away.mockRestore()
    await writeActivity()
    expect(await db().session.findUnique({ where: { id } })).toMatchObject({ seenAt: after(10) })
  })
  test('extends the session to the exact minute', () => {
    const edge = idleSince(opened).getTime()
    expect(isIdle('any', edge, opened)).toBe(false)
    expect(isIdle('any', edge - 1, opened)).toBe(true)
  })
})
