import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Traffic } from './traffic'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const settled = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)))

/** A request that lasts until it is ended. */
function request(traffic: Traffic): { end: () => Promise<void> } {
  let end = (): void => undefined
  const over = traffic.during(new Promise<void>((done) => (end = done)))
  return {
    end: () => {
      end()
      return over
    },
  }
}

function asked(traffic: Traffic): { isOver: boolean } {
  const wait = { isOver: false }
  void traffic.quiet(100).then(() => (wait.isOver = true))
  return wait
}

test('it is quiet without requests, and again when the last one has ended', async () => {
  const traffic = new Traffic()
  await traffic.quiet(100)
  const [one, other] = [request(traffic), request(traffic)]
  const wait = asked(traffic)
  await one.end()
  await settled()
  expect(wait.isOver).toBe(false)
  await other.end()
  await settled()
  expect(wait.isOver).toBe(true)
})

test('a failed request is no longer counted', async () => {
  const traffic = new Traffic()
  await expect(traffic.during(Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  await traffic.quiet(100)
})

test('a constant flow of requests delays a page only as long as it says', async () => {
  const traffic = new Traffic()
  const endless = request(traffic)
  const wait = asked(traffic)
  await settled()
  vi.advanceTimersByTime(99)
  await settled()
  expect(wait.isOver).toBe(false)
  vi.advanceTimersByTime(1)
  await settled()
  expect(wait.isOver).toBe(true)
  await endless.end()
})
