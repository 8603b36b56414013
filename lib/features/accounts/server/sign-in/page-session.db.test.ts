import { beforeEach, expect, test, vi } from 'vitest'
import { config } from '@/lib/server/config/config'
import * as made from '@/prisma/factories/account-factory'
import { pageSession } from './page-session'

let sent = new Headers()
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(sent) }))

const document = 'text/html,application/xhtml+xml,*/*;q=0.8'
/** The headers of a request that refreshes page data, or prefetches a page. */
const data = '*/*'
const minute = 60_000

let account: made.MadeAccount
let cookies: string[]
let opened: Date

beforeEach(async () => {
  opened = new Date()
  account = await made.makeAccount()
  cookies = await made.signInWithPassword(account, made.browser(), opened)
  vi.useFakeTimers({ toFake: ['Date'], now: opened })
  return () => vi.useRealTimers()
})

/** Reads the session for a page, this many minutes after signing in. */
async function readAfter(minutes: number, accept: string): Promise<string | null> {
  vi.setSystemTime(opened.getTime() + minutes * minute)
  sent = new Headers({ cookie: made.browser(cookies).headers.get('cookie') ?? '', accept })
  return (await pageSession())?.username ?? null
}

test('background requests of an open page do not extend the session', async () => {
  const idle = config().sessions.idleMinutes
  for (let at = 5; at < idle; at += 5) expect(await readAfter(at, data)).toBe(account.username)
  expect(await readAfter(idle + 3, data)).toBeNull()
})

test('opening a page extends the session', async () => {
  const idle = config().sessions.idleMinutes
  expect(await readAfter(idle - 5, document)).toBe(account.username)
  expect(await readAfter(idle + 3, data)).toBe(account.username)
  expect(await readAfter(2 * idle, data)).toBeNull()
})
