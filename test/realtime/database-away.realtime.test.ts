import pg from 'pg'
import { expect, test } from 'vitest'
import { pages } from '@/app/rights/pages'
import { newId } from '@/lib/shared/ids'
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

test('while the database is away every page that needs it answers 503 and tries again by itself, and all return with it', async () => {
  const database = await servers.database()
  const server = await servers.start({ DATABASE_URL: database })
  const { cookie } = await server.api.signIn('owner')
  const { visitToken } = await server.api.join('audio')
  const params: Record<string, string> = {
    locale: 'ar',
    branch: 'main',
    service: 'lab',
    token: visitToken,
    id: newId(),
  }
  const paths = Object.keys(pages)
    .filter((page) => !page.includes('[...'))
    .map((page) => page.replaceAll(/\[(\w+)\]/g, (_, name: string) => params[name] ?? name))
  const open = async (path: string) => {
    const headers = { accept: 'text/html', cookie: path.includes('/visit/') ? '' : cookie }
    const answer = await fetch(`${server.url}${path}`, { headers, redirect: 'manual' })
    return { status: answer.status, after: answer.headers.get('retry-after'), text: await answer.text() }
  }
  const statuses = async () =>
    Object.fromEntries(await Promise.all(paths.map(async (path) => [path, (await open(path)).status] as const)))
  const before = await statuses()
  for (const path of paths) expect(before[path], path).toBeLessThan(500)

  const letIn = await shut(database)
  const lost: string[] = []
  for (const path of paths) {
    const { status, after, text } = await open(path)
    // Pages made from what this process has in memory stay open.
    if (status < 500) continue
    expect([status, after], path).toEqual([503, '2'])
    expect(text, path).toMatch(/http-equiv="refresh"[^]*غير متاحة الآن[^]*Not available right now/)
    lost.push(path)
  }
  for (const path of ['/ar', `/ar/visit/${visitToken}`, '/ar/join/lab', '/ar/console']) expect(lost).toContain(path)
  await letIn()
  await eventually(
    'all pages to be back',
    async () => JSON.stringify(await statuses()) === JSON.stringify(before),
    20_000,
  )
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

/** What a request failed with, and what `fetch` hides behind it. */
const whyOf = (error: Error): string => [error, error.cause].filter(Boolean).join(': ')

test('a database that does not answer is unavailable to every request within 10 s, and readiness reports it', async () => {
  const proxy = await openSilentProxy(await servers.database())
  const server = await servers.start({ DATABASE_URL: proxy.url })
  await server.api.join('lab')
  proxy.swallowNew(true)
  proxy.silence()
  const begin = Date.now()
  const joins = await Promise.allSettled(Array.from({ length: 40 }, () => server.api.join('lab')))
  const answers = joins.map((it) => (it.status === 'rejected' ? whyOf(it.reason as Error) : 'joined'))
  expect(answers.filter((it) => !/join: 503/.test(it))).toEqual([])
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
