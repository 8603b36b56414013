import { beforeEach, expect, test, vi } from 'vitest'
import { newId } from '@/lib/shared/ids'
import type { Sink } from '../events/reader'
import type { Actor } from '../identity/actor'
import { dropSingleton } from '../singleton'
import { inPlace } from './stream-places'

beforeEach(() => dropSingleton('stream-places'))

const account = newId()
const address = '203.0.113.7'

/** A member of staff signed in to a shared reception account, in their own browser. */
function colleague(): Actor {
  const sessionId = newId()
  const person = { username: 'reception', displayName: 'الاستقبال', roles: [], version: 1, mustChangePassword: false }
  const expiresAt = new Date(Date.now() + 3_600_000)
  return { kind: 'staff', accountId: account, sessionId, ...person, method: 'password', deviceId: null, expiresAt }
}

function visitor(firstContact: boolean): Actor {
  return { kind: 'visitor', visitorId: newId(), firstContact, visitToken: null }
}

/** One stream: whether the server ended it, and how its reader leaves. */
function open(actor: Actor) {
  const end = vi.fn()
  const sink: Sink = { write: () => undefined, pending: () => 0, end, destroy: () => undefined }
  const detached = vi.fn()
  const leave = inPlace(() => detached, { actor, address, network: '203.0.113.0/24' })(sink)
  return { leave, hasEnded: () => end.mock.calls.length === 1 && detached.mock.calls.length === 1 }
}

const openMany = (count: number, actor: Actor) => Array.from({ length: count }, () => open(actor))
const endedOf = (streams: readonly { hasEnded: () => boolean }[]): boolean[] => streams.map((it) => it.hasEnded())
const none = (count: number): boolean[] => Array.from({ length: count }, () => false)

test('the oldest streams of a session end when it opens more than twelve', () => {
  const streams = openMany(14, colleague())
  expect(endedOf(streams)).toEqual([true, true, ...none(12)])
})

test('people who share an account do not use up each other’s places', () => {
  const [one, other] = [openMany(12, colleague()), openMany(12, colleague())]
  expect(endedOf([...one, ...other])).toEqual(none(24))
})

test('a closed stream frees its place', () => {
  const person = colleague()
  const streams = openMany(12, person)
  for (const stream of streams.slice(4, 6)) stream.leave()
  expect(endedOf([...streams.slice(0, 4), ...openMany(2, person)])).toEqual(none(6))
  open(person)
  expect(endedOf(streams.slice(0, 2))).toEqual([true, false])
})

test('unknown visitors do not share places', () => {
  const strangers = Array.from({ length: 13 }, () => open(visitor(true)))
  expect(endedOf(strangers)).toEqual(none(13))
  const known = openMany(13, visitor(false))
  expect(endedOf(known)).toEqual([true, ...none(12)])
})
