import { Client } from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { newId } from '@/lib/shared/ids'
import { asOwner } from '@/prisma/factories/database-owner'
import { startPostgres } from '@/scripts/servers/postgres.mjs'
import { childrenOf } from '@/scripts/servers/process-tree.mjs'
import { openSilentProxy } from '@/test/database/silent-proxy'
import { config } from '../config/config'
import { db, openDatabase } from './client'
import { isUnavailable } from './retry'
import { transactionOn } from './transaction'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

type Database = ReturnType<typeof openDatabase>

const pairing = { id: newId(), kind: 'kiosk', code: 'ABCD', secretHash: new Uint8Array(32), expiresAt: new Date() }

/** The ways in which the application writes: each wraps the driver's error in its own manner. */
const ways: Record<string, (database: Database) => Promise<unknown>> = {
  'a statement': (database) => database.$executeRaw`SELECT fail()`,
  'a model': (database) => database.devicePairing.create({ data: pairing }),
  'a statement in a transaction': (database) => transactionOn(database, (tx) => tx.$executeRaw`SELECT fail()`),
  'a model in a transaction': (database) => transactionOn(database, (tx) => tx.devicePairing.create({ data: pairing })),
}

/** What the server answers to the next writes. */
async function failWith(code: string): Promise<void> {
  await asOwner([
    `CREATE OR REPLACE FUNCTION fail() RETURNS void LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`,
  ])
}

beforeAll(async () => {
  await failWith('53100')
  await asOwner([
    `CREATE FUNCTION fail_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM fail(); RETURN NEW; END $$`,
    'CREATE TRIGGER fail BEFORE INSERT ON device_pairing FOR EACH ROW EXECUTE FUNCTION fail_row()',
  ])
})

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (isUnavailable(error) ? 'unavailable' : `a fault: ${String(error)}`),
  )

describe('an error that the server itself answers', () => {
  test.each([
    ['a full disk', '53100', 'unavailable'],
    ['no memory', '53200', 'unavailable'],
    ['a failing disk', '58030', 'unavailable'],
    ['a restart', '57P01', 'unavailable'],
    ['a read-only server', '25006', 'unavailable'],
    ['a broken rule', '23514', 'a fault'],
    ['a wrong query', '42601', 'a fault'],
  ])('%s (%s) is known for what it is, however the application wrote', async (_, code, expected) => {
    await failWith(code)
    for (const [way, write] of Object.entries(ways))
      expect([way, await outcome(write(db()))]).toEqual([way, expect.stringMatching(`^${expected}`)])
    expect(await db().devicePairing.count()).toBe(0)
  })
})

test('a statement that is too slow is refused by the server, and its connection is used again', async () => {
  const database = openDatabase(config().databaseUrl ?? '', 1)
  const session = (): Promise<unknown> => database.$queryRaw`SELECT pg_backend_pid() AS pid`
  const before = await session()
  const slow = transactionOn(database, (tx) => tx.$queryRaw`SELECT pg_sleep(20)::text`)
  expect(await outcome(slow)).toBe('unavailable')
  expect(await session()).toEqual(before)
  await database.$disconnect()
})

test('a network that resets all connections during work', async () => {
  const proxy = await openSilentProxy(config().databaseUrl ?? '')
  const database = openDatabase(proxy.url, 4)
  const running = [
    database.$queryRaw`SELECT pg_sleep(30)::text`,
    transactionOn(database, (tx) => tx.$queryRaw`SELECT pg_sleep(30)::text`),
  ].map(outcome)
  await expect.poll(proxy.open, { timeout: 20_000 }).toBe(2)
  proxy.reset()
  expect(await Promise.all(running)).toEqual(['unavailable', 'unavailable'])
  await proxy.close()
  expect(await outcome(database.$queryRaw`SELECT 1`)).toBe('unavailable')
  await database.$disconnect()
})

test('a server whose socket is missing, as while the embedded one restarts', async () => {
  const database = openDatabase('postgresql://dawr@localhost/dawr?host=/tmp/no-such-folder', 1)
  expect(await outcome(database.$queryRaw`SELECT 1`)).toBe('unavailable')
  await database.$disconnect()
})

describe('a server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  let database: Database
  beforeAll(async () => {
    server = await startPostgres({ settings: { fsync: 'off' } })
    const admin = new Client({ connectionString: server.url })
    await admin.connect()
    await admin.query('CREATE ROLE dawr_app')
    await admin.end()
    database = openDatabase(server.url, 4)
    return async () => {
      await database.$disconnect()
      await server.stop()
    }
  })

  test('that crashes and recovers is unavailable meanwhile, and then works again', async () => {
    const [session] = await database.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    process.kill(session?.pid ?? 0, 'SIGKILL')
    const seen = new Set<string>()
    for (let well = 0; well < 10 || !seen.has('unavailable'); ) {
      const outcomes = await Promise.all([
        outcome(database.$queryRaw`SELECT pg_sleep(0.01)::text`),
        outcome(transactionOn(database, (tx) => tx.$queryRaw`SELECT pg_sleep(0.01)::text`)),
      ])
      for (const it of outcomes) seen.add(it)
      well = outcomes.every((it) => it === 'done') ? well + 1 : 0
    }
    expect([...seen].toSorted()).toEqual(['done', 'unavailable'])
  })
  test('that was killed is unavailable', async () => {
    for (const pid of [server.pid ?? 0, ...childrenOf(server.pid ?? 0)]) process.kill(pid, 'SIGKILL')
    for (let times = 0; times < 3; times++) {
      expect(await outcome(database.$queryRaw`SELECT 1`)).toBe('unavailable')
      expect(await outcome(transactionOn(database, (tx) => tx.$queryRaw`SELECT 1`))).toBe('unavailable')
    }
  })
})
