import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '@/scripts/servers/free-port.mjs'
import { SessionQueue } from './session-queue'

let database: PGlite
let server: PGLiteSocketServer
let pool: Pool
let queue: SessionQueue

beforeAll(async () => {
  const port = await freePort()
  database = await PGlite.create('memory://')
  server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port, maxConnections: 20 })
  queue = new SessionQueue(database)
  Object.assign(server, { queryQueue: queue })
  await server.start()
  pool = new Pool({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', max: 8 })
}, 30_000)

afterAll(async () => {
  await pool.end()
  await server.stop()
  await database.close()
})

/** Runs `ask` on many connections that have all been kept waiting by the same transaction. */
async function afterTransaction<T>(ask: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  await client.query('BEGIN')
  const answers = ask()
  await expect.poll(() => queue.getQueueLength()).toBeGreaterThan(3)
  await client.query('COMMIT')
  client.release()
  return answers
}

test('many connections at once each get the answer to their own question', async () => {
  const ask = async (i: number): Promise<boolean> => {
    const one = await pool.query<{ it: number }>('SELECT $1::int AS it', [i])
    const two = await pool.query<{ a: number; b: string }>('SELECT $1::int AS a, $2::text AS b', [i, `n${i}`])
    return one.rows[0]?.it === i && two.rows[0]?.a === i && two.rows[0].b === `n${i}`
  }
  const right = await afterTransaction(() => Promise.all(Array.from({ length: 100 }, (_, i) => ask(i))))
  expect(right.filter(Boolean)).toHaveLength(100)
})

test('a refused query spoils nothing for the others', async () => {
  const tries = Array.from(
    { length: 40 },
    (_, i) => () =>
      i % 4 === 0 ? pool.query('SELECT 1 / $1::int', [0]) : pool.query<{ it: number }>('SELECT $1::int AS it', [i]),
  )
  const results = await afterTransaction(() => Promise.allSettled(tries.map((send) => send())))
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10)
  results.forEach((result, i) => {
    if (result.status === 'fulfilled') expect(result.value.rows).toEqual([{ it: i }])
  })
})

test('a transaction is served alone, and ends when its connection goes', async () => {
  await pool.query('CREATE TABLE note (it int)')
  const client = await pool.connect()
  await client.query('BEGIN')
  await client.query('INSERT INTO note VALUES ($1)', [1])
  const outside = pool.query<{ count: string }>('SELECT count(*) FROM note WHERE it > $1', [0])
  client.release(true)
  expect((await outside).rows).toEqual([{ count: '0' }])
})
