import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '@/lib/client/api-client'
import type { QueueSnapshot } from '../../contract'
import type { Line } from './line-view'
import { createConsoleStore } from './store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const line = (version: number): Line => ({ service: 'lab', version, tickets: [] })
const snapshot = (version: number, businessDate = '2026-11-22') =>
  ({ service: 'lab', version, businessDate }) as QueueSnapshot

/** A pending request that the test answers. */
function heldReader() {
  const waiting: ((answer: Line | ApiError) => void)[] = []
  const read = vi.fn(
    () =>
      new Promise<Line>((resolve, reject) => {
        waiting.push((answer) => (answer instanceof ApiError ? reject(answer) : resolve(answer)))
      }),
  )
  const answer = async (it: Line | ApiError) => {
    waiting.shift()?.(it)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { read, answer }
}

test('runs one snapshot request at a time; a request made meanwhile causes one more', async () => {
  const { read, answer } = heldReader()
  const store = createConsoleStore(read, ['lab'])
  void store.refresh('lab')
  let arrived = 0
  void store.refresh('lab').then(() => (arrived = 1))
  void store.refresh('lab')
  expect(read).toHaveBeenCalledTimes(1)
  await answer(line(1))
  expect(store.getState().lines['lab']?.version).toBe(1)
  expect(read).toHaveBeenCalledTimes(2)
  expect(arrived).toBe(0)
  await answer(line(3))
  expect(arrived).toBe(1)
  expect(store.getState().lines['lab']?.version).toBe(3)
  expect(read).toHaveBeenCalledTimes(2)
})

test('a burst of events causes one snapshot request, an event that is already shown none', async () => {
  const { read, answer } = heldReader()
  const store = createConsoleStore(read, ['lab'])
  for (const version of [1, 2, 3]) store.apply('line_update', { service: 'lab', version })
  store.apply('line_update', { service: 'xray', version: 9 })
  await vi.advanceTimersByTimeAsync(150)
  expect(read).toHaveBeenCalledTimes(1)
  await answer(line(3))
  store.apply('line_update', { service: 'lab', version: 3 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(read).toHaveBeenCalledTimes(1)
})

test('a poll reads the lines and queues, and reports whether it got all of them', async () => {
  const store = createConsoleStore(() => Promise.resolve(line(4)), ['lab'])
  expect(await store.poll(() => Promise.resolve(snapshot(9)))).toBe(true)
  expect(store.getState().lines['lab']?.version).toBe(4)
  expect(store.getState().snapshots['lab']?.version).toBe(9)
  expect(await store.poll(() => Promise.reject(new ApiError('network', 0)))).toBe(false)
  const failing = createConsoleStore(() => Promise.reject(new ApiError('network', 0)), ['lab'])
  expect(await failing.poll(() => Promise.resolve(snapshot(9)))).toBe(false)
  failing.close()
})

test('the line is read again when somebody in it is called elsewhere, although its version is the same', async () => {
  const { read } = heldReader()
  const store = createConsoleStore(read, ['lab'])
  store.apply('line_people', { service: 'lab' })
  store.apply('line_people', { service: 'xray' })
  await vi.advanceTimersByTimeAsync(150)
  expect(read).toHaveBeenCalledTimes(1)
})

test('an older snapshot never replaces a newer one, and a new day starts over', async () => {
  const { read } = heldReader()
  const store = createConsoleStore(read, ['lab'])
  store.apply('queue_update', snapshot(5))
  store.apply('queue_update', snapshot(4))
  expect(store.getState().snapshots['lab']?.version).toBe(5)
  store.apply('queue_update', snapshot(1, '2026-11-23'))
  expect(store.getState().snapshots['lab']?.version).toBe(1)
  await vi.advanceTimersByTimeAsync(150)
  expect(read).toHaveBeenCalledTimes(1)
})

test('after a reset a snapshot of any version is accepted', () => {
  const store = createConsoleStore(heldReader().read, ['lab'])
  store.apply('queue_update', snapshot(5))
  store.apply('reset', { why: 'epoch' })
  store.apply('queue_update', snapshot(1))
  expect(store.getState().snapshots['lab']?.version).toBe(1)
})

test('a failed snapshot request keeps what is shown and is retried', async () => {
  const { read, answer } = heldReader()
  const store = createConsoleStore(read, ['lab'])
  void store.refresh('lab')
  await answer(line(1))
  void store.refresh('lab')
  await answer(new ApiError('network', 0))
  expect(store.getState()).toMatchObject({ failed: true, signedOut: false, lines: { lab: { version: 1 } } })
  await vi.advanceTimersByTimeAsync(2_000)
  await answer(line(2))
  expect(store.getState()).toMatchObject({ failed: false, lines: { lab: { version: 2 } } })
})

test('an ended session is reported, not retried', async () => {
  const { read, answer } = heldReader()
  const store = createConsoleStore(read, ['lab'])
  void store.refresh('lab')
  await answer(new ApiError('not_signed_in', 401))
  expect(store.getState().signedOut).toBe(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(read).toHaveBeenCalledTimes(1)
})

test('the server’s clock is learned from the heartbeat', () => {
  const store = createConsoleStore(heldReader().read, ['lab'])
  store.apply('heartbeat', { at: new Date(Date.now() + 90_000).toISOString() })
  expect(store.getState().clockAhead).toBe(90_000)
})
