import { afterEach, expect, test, vi } from 'vitest'
import { withBrowserLock } from './browser-lock'
import { readLastKnown, saveLastKnown } from './last-known'
import { readStored, writeStored } from './local-store'
import { openSound } from './sound'
import { StreamLeader } from './stream-leader'
import { openTabChannel } from './tab-channel'

afterEach(() => vi.unstubAllGlobals())

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}
const refuseLater = () => Promise.reject(new DOMException('The request was denied.', 'SecurityError'))

test('when storage is refused, a value is undefined until written, and is then kept as long as the page', () => {
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse })
  expect(readStored('dawr-refused')).toBeUndefined()
  writeStored('dawr-refused', 'off')
  expect(readStored('dawr-refused')).toBe('off')
  writeStored('dawr-refused', null)
  expect(readStored('dawr-refused')).toBeNull()
})

test('when storage is full, a value is kept as long as the page, and the next one that fits is stored', () => {
  const stored = new Map<string, string>()
  const setItem = vi.fn<(key: string, value: string) => void>(refuse)
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem })
  writeStored('dawr-full', 'long')
  expect(readStored('dawr-full')).toBe('long')
  setItem.mockImplementation((key, value) => void stored.set(key, value))
  writeStored('dawr-full', 'short')
  expect(stored.get('dawr-full')).toBe('short')
  expect(readStored('dawr-full')).toBe('short')
})

test('when the database is refused, nothing is read, and writing is not an error', async () => {
  vi.stubGlobal('indexedDB', { open: refuse })
  await saveLastKnown({ at: '2026-11-30T08:00:00Z' })
  expect(await readLastKnown()).toBeNull()
})

test('a refused sound output and a refused channel are null', () => {
  vi.stubGlobal(
    'AudioContext',
    class {
      constructor() {
        refuse()
      }
    },
  )
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        refuse()
      }
    },
  )
  expect(openSound()).toBeNull()
  expect(openTabChannel('dawr')).toBeNull()
})

test('with a refused lock nothing runs; with a granted lock errors of the work are passed on', async () => {
  const work = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', {})
  expect(await withBrowserLock('dawr', {}, work)).toBe(false)
  vi.stubGlobal('navigator', { locks: { request: refuseLater } })
  expect(await withBrowserLock('dawr', {}, work)).toBe(false)
  expect(work).not.toHaveBeenCalled()
  vi.stubGlobal('navigator', {
    locks: { request: (_: string, __: unknown, hold: (lock: null) => Promise<void>) => hold(null) },
  })
  expect(await withBrowserLock('dawr', {}, work)).toBe(true)
  await expect(withBrowserLock('dawr', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})

test('a tab whose locks are refused asks once and becomes its own leader', async () => {
  const requested = vi.fn(refuseLater)
  vi.stubGlobal('navigator', { locks: { request: requested } })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  const leads = vi.fn()
  const none = () => undefined
  const leader = new StreamLeader('dawr-refused', {
    leads,
    asked: none,
    wants: none,
    frame: none,
    open: none,
    refused: none,
  })
  await expect.poll(() => leads.mock.calls).toEqual([[true]])
  leader.takeOver()
  document.dispatchEvent(new Event('visibilitychange'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(requested).toHaveBeenCalledTimes(1)
  expect(leads).toHaveBeenCalledTimes(1)
  leader.close()
})
