import pg from 'pg'
import { expect, test } from 'vitest'
import { childrenOf } from '@/scripts/servers/process-tree.mjs'
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
  await eventually('the hub to have noticed too', () => server.said().includes('the hub will try again'), 15_000)
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
