import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { childrenOf, killAll } from '@/scripts/servers/process-tree.mjs'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { startShipped } from '@/scripts/servers/shipped-postgres'
import { type EmbeddedDatabase, openEmbedded, startEmbedded } from './embedded'
import { EmbeddedError } from './embedded/embedded-error'
import { migrate } from './migrate'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

type Folder = ReturnType<typeof throwAwayFolder>
type Stoppable = { stop: () => Promise<void> }

const placeIn = (dataDir: Folder, name: string): string => join(dataDir.path, 'database', name)
const serverPidIn = (dataDir: Folder): number =>
  Number(readFileSync(placeIn(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row))
  } finally {
    await client.end()
  }
}

const modeOf = (path: string): number => statSync(path).mode & 0o777

/** The data folder after a first start, copied for tests that do not test the first start. */
const made = throwAwayFolder('embedded-made')

describe('a first start', () => {
  let embedded: EmbeddedDatabase

  beforeAll(async () => {
    embedded = await startEmbedded(made.path)
  })
  afterAll(() => embedded.stop())

  test('creates a database that is owned by an unprivileged login and can be migrated', async () => {
    const { url } = embedded
    expect(await ask(url, 'SELECT rolname::text, rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([
      'dawr',
      false,
    ])
    expect((await migrate(url)).length).toBeGreaterThan(0)
    // Since PostgreSQL 16, a login that creates a role must also grant it to itself.
    const asApplication = `${url}&options=${encodeURIComponent('-c role=dawr_app')}`
    expect(await ask(asApplication, 'SELECT session_user::text, current_user::text')).toEqual(['dawr', 'dawr_app'])
  })
  test('listens on a socket that only the folder’s owner can reach, never on the network', async () => {
    expect(await ask(embedded.url, 'SHOW listen_addresses')).toEqual([''])
    expect(['', '.s.PGSQL.5432', 'password'].map((name) => modeOf(placeIn(made, name)))).toEqual([0o700, 0o700, 0o600])
  })
  test('requires the password on the socket too', async () => {
    const wrong = new URL(embedded.url)
    wrong.password = 'another'
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  })
  test('keeps fsync and autovacuum on', async () => {
    const settings = ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum', 'data_checksums']
    for (const name of settings) expect([name, ...(await ask(embedded.url, `SHOW ${name}`))]).toEqual([name, 'on'])
  })
  test('never runs PostgreSQL as root', () => {
    const server = serverPidIn(made)
    const users = [server, ...childrenOf(server)].map((pid) => statSync(`/proc/${pid}`).uid)
    expect(users).not.toContain(0)
    expect(new Set(users)).toEqual(new Set([statSync(placeIn(made, 'postgres.log')).uid]))
  })
  test('logs no statement and no row value', async () => {
    await ask(embedded.url, 'CREATE TABLE named AS SELECT $$a name$$ AS it')
    await ask(embedded.url, 'CREATE UNIQUE INDEX ON named (it)')
    await expect(ask(embedded.url, 'INSERT INTO named VALUES ($$a name$$)')).rejects.toThrow('duplicate key')
    expect(readFileSync(embedded.log, 'utf8')).not.toMatch(/a name|INSERT/)
  })
  test('fails where the path is too long for a socket, and says what to set', async () => {
    await expect(startEmbedded(join(made.path, 'x'.repeat(100)))).rejects.toThrow('set DATA_DIR to a shorter path')
  })
})

describe('with an existing folder', () => {
  let dataDir: Folder
  let started: Stoppable[]

  beforeEach(() => {
    dataDir = throwAwayFolder('embedded')
    cpSync(made.path, dataDir.path, { recursive: true })
    started = []
  })
  afterEach(async () => {
    for (const it of started) await it.stop()
    dataDir.remove()
  })
  afterAll(made.remove)

  const start = async (): Promise<EmbeddedDatabase> => {
    const embedded = await startEmbedded(dataDir.path)
    started.push(embedded)
    return embedded
  }
  const inUse = (): string => `the database in ${dataDir.path} is in use by process ${process.pid}`

  test('a start finds the existing data', async () => {
    expect(await ask((await start()).url, 'SELECT it FROM named')).toEqual(['a name'])
  })
  test('a second start names the process that holds it, and does no harm', async () => {
    const first = await start()
    const refused = start()
    await expect(refused).rejects.toThrow(EmbeddedError)
    await expect(refused).rejects.toThrow(inUse())
    expect(await ask(first.url, 'SELECT 1')).toEqual([1])
  })
  test('of two simultaneous starts one succeeds and the other is told', async () => {
    const results = await Promise.allSettled([start(), start()])
    const [won] = results.filter((it) => it.status === 'fulfilled')
    const [lost] = results.filter((it) => it.status === 'rejected')
    expect(String(lost?.reason)).toContain(inUse())
    expect(await ask(won?.value.url ?? '', 'SELECT 1')).toEqual([1])
  })
  test('a PostgreSQL whose Dawr is running is left alone, even without an open session', async () => {
    const owned = await startShipped(join(dataDir.path, 'database'), { cluster_name: `dawr-${process.pid}` })
    started.push(owned)
    await expect(start()).rejects.toThrow(inUse())
    await (await openEmbedded(dataDir.path)).stop()
    expect(await ask(owned.url, 'SELECT 1')).toEqual([1])
  })
  test('a PostgreSQL whose Dawr was killed is stopped and replaced', async () => {
    const killed = spawnSync(process.execPath, ['--version']).pid
    const forsaken = await startShipped(join(dataDir.path, 'database'), { cluster_name: `dawr-${killed}` })
    started.push(forsaken)
    await start()
    expect(serverPidIn(dataDir)).not.toBe(forsaken.pid)
  })
  test('a stale pid file that now names another program does not mislead a start', async () => {
    const first = await start()
    const pidFile = placeIn(dataDir, 'cluster/postmaster.pid')
    const left = readFileSync(pidFile, 'utf8')
    await first.stop()
    writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)))
    expect(await ask((await start()).url, 'SELECT 1')).toEqual([1])
  })
  test('the pid file of a server in another container is kept as long as its socket answers', async () => {
    const pidFile = placeIn(dataDir, 'cluster/postmaster.pid')
    writeFileSync(pidFile, `${process.pid}\n`)
    const fields = 'SFATAL\0C57P03\0Mthe database system is shutting down\0\0'
    const head = Buffer.from('E\0\0\0\0')
    head.writeInt32BE(fields.length + 4, 1)
    let asked = 0
    const stopping = createServer((socket) => {
      asked += 1
      socket.on('error', () => undefined).end(Buffer.concat([head, Buffer.from(fields)]))
    })
    await new Promise<void>((done) => stopping.listen(placeIn(dataDir, '.s.PGSQL.5432'), done))
    const starting = start()
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(3)
    expect(readFileSync(pidFile, 'utf8')).toBe(`${process.pid}\n`)
    stopping.close()
    expect(await ask((await starting).url, 'SELECT 1')).toEqual([1])
  })
  test('everything committed survives a power cut', async () => {
    const first = await start()
    for (let it = 1; it <= 20; it += 1) await ask(first.url, `INSERT INTO named VALUES ('${it}')`)
    const over = new Promise<void>((resolve) => first.onExit(resolve))
    killAll(serverPidIn(dataDir))
    await over
    expect(await ask((await start()).url, 'SELECT count(*)::int FROM named')).toEqual([21])
  })
  test('a crashing session disconnects all sessions, but the folder stays locked', async () => {
    const { url } = await start()
    const client = new Client({ connectionString: url })
    const cut = new Promise<void>((resolve) => client.on('error', () => resolve()))
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await cut
    await expect.poll(() => ask(url, 'SELECT 1').catch(() => []), { timeout: 60_000 }).toEqual([1])
    await expect(start()).rejects.toThrow(inUse())
  })
  test('a command uses the running server’s database, or starts its own', async () => {
    const alone = await openEmbedded(dataDir.path)
    await ask(alone.url, 'INSERT INTO named VALUES ($$another$$)')
    await alone.stop()
    const server = await start()
    const beside = await openEmbedded(dataDir.path)
    expect(await ask(beside.url, 'SELECT count(*)::int FROM named')).toEqual([2])
    await beside.stop()
    expect(await ask(server.url, 'SELECT count(*)::int FROM named')).toEqual([2])
  })
})
