import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNext } from '@/scripts/servers/next-start.mjs'
import { Api } from './api'
import { EventSql } from './event-sql'
import { ownServers } from './own-server'
import { closedAfterEach } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

// The same stream when Next itself answers.
const servers = ownServers()
const open = closedAfterEach()
let next: Awaited<ReturnType<typeof startNext>>
let api: Api
let sql: EventSql

beforeAll(async () => {
  const databaseUrl = await servers.database()
  next = await startNext({ env: { DATABASE_URL: databaseUrl, JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '100000' } })
  api = new Api(next.url, next.accountsFile)
  sql = await EventSql.open(databaseUrl)
}, 120_000)
afterAll(async () => {
  await sql.close()
  await next.stop()
})

const openStreams = (): Promise<number> => api.metric('dawr_streams_open', 1)

test('starts, continues and resumes streams in the same way, uncompressed', async () => {
  const stream = await (await open(next.url, 'service=lab', { headers: { 'accept-encoding': 'gzip' } })).begun()
  expect(stream.headers['content-encoding']).toBeUndefined()
  expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  expect(stream.beginning.map((it) => it.type)).toEqual(['queue_update', 'heartbeat'])
  const start = seqOf(stream.cursor)
  const { cursor } = await api.join('lab')
  const answered = Date.now()
  const heard = await stream.until('the event', (it) => seqOf(it.id) > start && it.type === 'queue_update', 2_000)
  expect(heard.at - answered).toBeLessThan(1_000)
  stream.close()
  await Promise.all(Array.from({ length: 10 }, () => api.join('lab')))
  const committed = await sql.seqsAfter(start, [await sql.queueTopic('lab')])
  const again = await (await open(next.url, 'service=lab', { lastEventId: stream.cursor ?? '' })).begun()
  expect([...stream.seqs, ...again.seqs]).toEqual(committed)
  expect(seqOf(again.cursor)).toBeGreaterThan(seqOf(cursor))
  const other = await (await open(next.url, 'service=lab', { since: 'another.1' })).begun()
  expect(other.beginning.map((it) => it.type)).toEqual(['reset', 'queue_update', 'heartbeat'])
})

test('refuses streams in the same way', async () => {
  await expect(open(next.url, 'service=nowhere')).rejects.toMatchObject({ status: 404, code: 'unknown_service' })
  await expect(open(next.url, 'line=lab')).rejects.toMatchObject({ status: 401, code: 'not_signed_in' })
})

test('removes disconnected clients', async () => {
  await eventually('a quiet server', async () => (await openStreams()) === 0)
  const readers = await Promise.all(Array.from({ length: 30 }, () => open(next.url, 'service=xray')))
  await Promise.all(readers.map((it) => it.begun()))
  expect(await openStreams()).toBe(30)
  for (const reader of readers) reader.close()
  await eventually('no open stream', async () => (await openStreams()) === 0)
})

test('disconnects readers that stop reading while the others receive everything', async () => {
  const topic = await sql.queueTopic('eyes')
  const live = await (await open(next.url, 'service=eyes')).begun()
  const stalled = await Promise.all(Array.from({ length: 10 }, () => open(next.url, 'service=eyes')))
  await Promise.all(stalled.map((it) => it.begun()))
  for (const reader of stalled) reader.pause()
  const start = seqOf(await sql.head())
  // In portions that an active reader can handle; the system's buffers absorb the first megabytes.
  for (let round = 0; round < 200 && (await openStreams()) > 1; round++) {
    const end = await sql.commitUnpublished(topic, 2, 100_000)
    await api.join('eyes')
    await live.reached(end)
  }
  await eventually('only the live reader', async () => (await openStreams()) === 1, 20_000)
  expect(await api.metric('dawr_slow_readers_cut_total', 1)).toBe(stalled.length)
  expect(live.seqs).toEqual(await sql.seqsAfter(start, [topic]))
  for (const reader of stalled) reader.resume()
  await Promise.all(stalled.map((it) => it.ended()))
})
