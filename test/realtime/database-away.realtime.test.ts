import pg from 'pg'
import { expect, test } from 'vitest'
import { childrenOf } from '@/scripts/servers/process-tree.mjs'
import { openSilentProxy } from '@/test/database/silent-proxy'
import { EventSql } from './event-sql'
import { ownServers } from './own-server'
import { closedAfterEach } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const servers = ownServers()
const open = closedAfterEach()

/** Disconnects all sessions of a database and refuses new ones, until the returned function is called. */
async function shut(database: string): Promise<() => Promise<void>> {
  const address = new URL(database)
  const name = address.pathname.slice(1)
  address.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: address.href })
  await admin.connect()
  await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  return async () => {
    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`)
    await admin.end()
  }
}

test('a database outage ends no process and no stream, and nothing is lost', async () => {
  const database = await servers.database()
  const server = await servers.start({ DATABASE_URL: database })
  const readers = await Promise.all(Array.from({ length: 6 }, () => open(server.url, 'service=audio')))
  await Promise.all(readers.map((it) => it.begun()))
  const start = seqOf(readers[0]?.cursor ?? null)
  await server.api.join('audio')
  const processes = childrenOf(server.pid)

  const letIn = await shut(database)
  const ready = (): Promise<number> => server.api.send('GET', '/health/ready').then((it) => it.status)
  await eventually('the server to notice', async () => (await ready()) === 503, 20_000)
  await expect(server.api.join('audio')).rejects.toThrow(/^join: 5/)
  // Long enough for a check of the clock to fail.
  await eventually(
    'the hub to have noticed too',
    () => server.said().includes('a periodic task of the hub failed and will be retried'),
    15_000,
  )
  await letIn()
  await eventually('the server to be ready again', async () => (await ready()) === 200, 20_000)

  const sql = await EventSql.open(database)
  await sql.commitUnpublished(await sql.queueTopic('audio'), 5)
  await server.api.join('audio')
  const committed = await sql.seqsAfter(start, [await sql.queueTopic('audio')])
  for (const reader of readers) {
    await eventually('all events', () => reader.seqs.length >= committed.length)
    expect(reader.seqs).toEqual(committed)
    expect(reader.hasEnded).toBe(false)
  }
  expect(childrenOf(server.pid)).toEqual(processes)
  await sql.close()
})

test('connections to the database that are all lost silently are replaced within 10 s', async () => {
  const proxy = await openSilentProxy(await servers.database())
  const server = await servers.start({ DATABASE_URL: proxy.url })
  await Promise.all(Array.from({ length: 30 }, () => server.api.join('lab')))
  const begin = Date.now()
  proxy.silence()
  const statuses = new Set<number>()
  let last = begin
  while (Date.now() - begin < 13_000) {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        server.api.join('lab').then(
          () => 201,
          (error: Error) => Number(/\d{3}/.exec(error.message)?.[0]),
        ),
      ),
    )
    for (const status of answers) statuses.add(status)
    if (answers.some((status) => status !== 201)) last = Date.now()
  }
  expect(last - begin).toBeLessThan(10_000)
  expect([...statuses].toSorted()).toEqual([201, 503])
  expect((await server.api.send('GET', '/health/ready')).status).toBe(200)
  await server.stop()
  await proxy.close()
})

test('a database that does not answer is unavailable to every request within 10 s, and readiness reports it', async () => {
  const proxy = await openSilentProxy(await servers.database())
  const server = await servers.start({ DATABASE_URL: proxy.url })
  await server.api.join('lab')
  proxy.swallowNew(true)
  proxy.silence()
  const begin = Date.now()
  const joins = await Promise.allSettled(Array.from({ length: 40 }, () => server.api.join('lab')))
  expect(joins.map((it) => (it.status === 'rejected' ? String(it.reason) : 'joined'))).toEqual(
    Array.from({ length: 40 }, () => expect.stringMatching(/join: 503/) as string),
  )
  expect(Date.now() - begin).toBeLessThan(10_000)
  expect((await server.api.send('GET', '/health/ready')).status).toBe(503)
  proxy.swallowNew(false)
  await eventually('the next join', () =>
    server.api.join('lab').then(
      () => true,
      () => false,
    ),
  )
  await server.stop()
  await proxy.close()
})
