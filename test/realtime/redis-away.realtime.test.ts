import { expect, test } from 'vitest'
import { type RedisServer, startRedis } from '@/scripts/servers/redis.mjs'
import type { Ticket } from './api'
import { EventSql } from './event-sql'
import { type OwnServer, ownServers } from './own-server'
import { closedAfterEach } from './shared-server'
import { type StreamClient, seqOf } from './stream-client'
import { eventually } from './wait'

// Two workers on a separate Redis, whatever the run has: a single worker needs none.
const servers = ownServers()
const open = closedAfterEach()

type Scene = { redis: RedisServer; server: OwnServer; sql: EventSql; readers: StreamClient[]; start: number }

async function scene(): Promise<Scene> {
  const env = { DATABASE_URL: await servers.database(), WORKERS: '2' }
  const redis = await startRedis()
  const server = await servers.start({ ...env, REDIS_URL: redis.url })
  const readers = await Promise.all(Array.from({ length: 8 }, () => open(server.url, 'service=ecg')))
  await Promise.all(readers.map((it) => it.begun()))
  const sql = await EventSql.open(env.DATABASE_URL)
  // The server's own start-up work causes events, too.
  const head = await sql.head()
  return { redis, server, sql, readers, start: seqOf(head) }
}

async function expectNothingLost({ sql, readers, start }: Scene): Promise<void> {
  const committed = await sql.seqsAfter(start, [await sql.queueTopic('ecg')])
  for (const reader of readers) {
    const seqs = (): number[] => reader.seqs.filter((seq) => seq > start)
    await eventually('all events', () => seqs().length >= committed.length, 5_000)
    expect(seqs()).toEqual(committed)
    expect(reader.hasEnded).toBe(false)
  }
}

/** Joins one after the other, each on a new connection so that the workers take turns. */
async function join({ server }: Scene, count: number): Promise<Ticket[]> {
  const tickets: Ticket[] = []
  for (let person = 0; person < count; person++) tickets.push(await server.api.join('ecg', { connection: 'close' }))
  return tickets
}

test('without Redis everything still works with a short delay; when it is back, without delay again', async () => {
  const it = await scene()
  await join(it, 4)
  await expectNothingLost(it)
  await it.redis.stop()
  const began = Date.now()
  const tickets = await join(it, 6)
  const headers = await it.server.api.signIn('ecg')
  const [room] = await it.sql.query<{ slug: string }>(
    `SELECT p.slug FROM service_point p JOIN service_point_service l ON l.service_point_id = p.id
     JOIN service s ON s.id = l.service_id WHERE s.slug = 'ecg'`,
  )
  const body = { servicePoint: room?.slug }
  expect((await it.server.api.send('POST', '/queues/ecg/call-next', { body, headers })).status).toBe(200)
  const last = seqOf(tickets.at(-1)?.cursor ?? '') - 2
  for (const reader of it.readers) await eventually('the events', () => seqOf(reader.cursor) >= last, 5_000)
  expect(Date.now() - began).toBeLessThan(15_000)
  await expectNothingLost(it)
  const health = await it.server.api.send('GET', '/health')
  expect(health).toMatchObject({ status: 200, body: { parts: { redis: 'down', database: 'up' } } })
  expect((await it.server.api.send('GET', '/health/ready')).status).toBe(200)

  const back = await startRedis({ port: it.redis.port })
  await eventually('Redis to be used again', async () => {
    const { body } = await it.server.api.send('GET', '/health', { headers: { connection: 'close' } })
    return (body as { parts: { redis: string } }).parts.redis === 'up'
  })
  await join(it, 6)
  await expectNothingLost(it)
  await it.sql.close()
  await back.stop()
})

test('a Redis that hangs delays no request', async () => {
  const it = await scene()
  process.kill(it.redis.pid, 'SIGSTOP')
  const began = Date.now()
  await join(it, 3)
  expect(Date.now() - began).toBeLessThan(10_000)
  await expectNothingLost(it)
  process.kill(it.redis.pid, 'SIGCONT')
  await join(it, 3)
  await expectNothingLost(it)
  await it.sql.close()
  await it.redis.stop()
})

test('a Redis that was unavailable when the server started is used once it is reachable', async () => {
  const first = await startRedis()
  await first.stop()
  const env = { DATABASE_URL: await servers.database(), WORKERS: '2', REDIS_URL: first.url }
  const server = await servers.start(env)
  const readers = await Promise.all(Array.from({ length: 4 }, () => open(server.url, 'service=ecg')))
  await Promise.all(readers.map((it) => it.begun()))
  const redis = await startRedis({ port: first.port })
  // The check of the clock takes 2 s; an event that arrives at once came through Redis.
  await eventually(
    'both workers to hear each other at once',
    async () => {
      const { cursor } = await server.api.join('ecg', { connection: 'close' })
      const heard = (): boolean => readers.every((it) => it.seqs.some((seq) => seq > seqOf(cursor) - 3))
      return eventually('the event', heard, 300).catch(() => false)
    },
    20_000,
  )
  await redis.stop()
})

test('A16: without Redis each process enforces limits by itself: no limit is lifted', async () => {
  const redis = await startRedis()
  const settings = { WORKERS: '2', REDIS_URL: redis.url, TRUSTED_PROXIES: '127.0.0.1', API_LIMIT_PER_HOUR: '20' }
  const server = await servers.start({ DATABASE_URL: await servers.database(), ...settings })
  const ask = async (address: string): Promise<number> => {
    const headers = { 'x-forwarded-for': address, connection: 'close' }
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => server.api.send('GET', '/services', { headers })),
    )
    const limited = answers.filter((it) => it.status === 429)
    for (const { headers } of limited) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(headers.get('ratelimit')).toMatch(/^"api";r=0;t=/)
    }
    expect(answers.length - limited.length).toBe(answers.filter((it) => it.status === 200).length)
    return answers.length - limited.length
  }
  expect(await ask('203.0.113.1')).toBe(20)
  await redis.stop()
  const alone = await ask('203.0.113.2')
  expect(alone).toBeGreaterThanOrEqual(20)
  expect(alone).toBeLessThanOrEqual(40)
  const back = await startRedis({ port: redis.port })
  let address = 3
  await eventually('one count again', async () => (await ask(`203.0.113.${address++}`)) === 20, 20_000)
  await back.stop()
}, 120_000)
