import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type RedisServer, startRedis } from '@/scripts/servers/redis.mjs'
import { openSilentProxy, type SilentProxy } from '@/test/database/silent-proxy'
import { broadcast } from './broadcast'
import { consume } from './limits'
import { redis, redisName, redisSubscriber } from './redis'
import { dropSingleton } from './singleton'

vi.setConfig({ testTimeout: 60_000 })

let server: RedisServer
let proxy: SilentProxy

beforeAll(async () => {
  server = await startRedis()
  proxy = await openSilentProxy(server.url)
  process.env.REDIS_URL = proxy.url
  dropSingleton('config')
})
const statuses = (): unknown[] => [redis()?.status, redisSubscriber()?.status]
beforeEach(() => expect.poll(statuses, { timeout: 20_000 }).toEqual(['ready', 'ready']))
afterAll(async () => {
  redis()?.disconnect()
  redisSubscriber()?.disconnect()
  await proxy.close()
  await server.stop()
})

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
const count = (): Promise<void> => consume('test', 1_000_000, 'somebody')

/** Asks 50 times, one after the other. The first waits for its time-out; nobody after it does. */
async function expectOneWait(): Promise<void> {
  expect(await msOf(count)).toBeGreaterThan(500)
  expect(
    await msOf(async () => {
      for (let time = 0; time < 50; time++) await count()
    }),
  ).toBeLessThan(1_000)
}

test('a Redis that hangs makes one request wait, and is used again when it answers', async () => {
  await count()
  process.kill(server.pid, 'SIGSTOP')
  try {
    await expectOneWait()
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
})

test('so does a Redis whose connections, old and new, are lost silently', async () => {
  await count()
  proxy.swallowNew(true)
  proxy.silence()
  await expectOneWait()
  const before = proxy.accepted()
  await expect.poll(proxy.accepted, { timeout: 20_000 }).toBeGreaterThan(before + 2)
  expect(await msOf(count)).toBeLessThan(200)
  proxy.swallowNew(false)
})

test('a subscription that is lost silently is noticed and renewed', async () => {
  const heard: { number: number }[] = []
  const messages = broadcast<{ number: number }>('test')
  messages.subscribe((message) => heard.push(message))
  const another = new Redis(server.url)
  const hears = async (number: number): Promise<boolean> => {
    await another.publish(redisName('test'), JSON.stringify({ number }))
    return heard.some((it) => it.number === number)
  }
  await expect.poll(() => hears(1)).toBe(true)
  proxy.silence()
  await expect.poll(() => hears(2), { timeout: 20_000, interval: 250 }).toBe(true)
  another.disconnect()
})
