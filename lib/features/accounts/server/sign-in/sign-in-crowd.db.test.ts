import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { dropSingleton } from '@/lib/server/singleton'
import {
  browser,
  type MadeAccount,
  makeAccount,
  password,
  signInWithPassword,
} from '@/prisma/factories/account-factory'
import { passwordGate, withHashSlot } from './password-gate'
import { signIn } from './sign-in'

const now = new Date('2026-11-22T09:00:10Z')
const refusal = { code: 'too_many_requests', details: { retryAfterSeconds: 2 } }

/** Expensive work that lasts until it is ended, in the line of known callers. */
function lasting(): { end: () => void } {
  let end: () => void = () => undefined
  void withHashSlot('known', () => new Promise<void>((done) => (end = done)))
  return { end: () => end() }
}

let account: MadeAccount
let home: string[]
beforeEach(async () => {
  account = await makeAccount()
  home = await signInWithPassword(account, browser(), now)
})
afterAll(() => dropSingleton('password-gate'))

test('A6: a crowd of unknown browsers does not delay a browser known for the user name', async () => {
  const [one, other] = [lasting(), lasting()]
  const gate = passwordGate()
  const guess = (name: string) => signIn({ username: name, password: 'wrong-kettle-00' }, browser(), now)
  const crowd = Promise.allSettled(Array.from({ length: 20 }, (_, i) => guess(`nobody-${i}`)))
  await vi.waitFor(() => expect(gate.strangers).toHaveLength(20))
  // The answer does not reveal whether the user name exists.
  for (const name of [account.username, 'nobody-at-all']) await expect(guess(name)).rejects.toMatchObject(refusal)

  const owner = signIn({ username: account.username, password }, browser(home), now)
  await vi.waitFor(() => expect(gate.known).toHaveLength(1))
  const next = lasting()
  one.end()
  expect((await owner).session.username).toBe(account.username)
  expect(gate.strangers).toHaveLength(20)

  for (const it of [other, next]) it.end()
  const outcomes = (await crowd).map((it) => (it.status === 'rejected' ? (it.reason as { code: string }).code : 'in'))
  expect(new Set(outcomes)).toEqual(new Set(['wrong_credentials']))
})
