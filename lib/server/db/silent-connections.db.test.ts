import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { asOwner } from '@/prisma/factories/database-owner'
import { openSilentProxy, type SilentProxy } from '@/test/database/silent-proxy'
import { config } from '../config/config'
import { openDatabase } from './client'
import { isUnavailable } from './retry'
import { transactionOn } from './transaction'

vi.setConfig({ testTimeout: 60_000 })

const healedWithinMs = 10_000
const connections = 6

type Database = ReturnType<typeof openDatabase>
type Scene = { proxy: SilentProxy; database: Database; row: number; close: () => Promise<void> }

let rows = 0

/** Does `work` as many times at once as there are connections; it must be long enough that each needs one of its own. */
const onAll = (work: () => Promise<unknown>): Promise<unknown> => Promise.all(Array.from({ length: connections }, work))

const useAll = (database: Database): Promise<unknown> => onAll(() => database.$queryRaw`SELECT pg_sleep(0.2)::text`)

/** A pool whose connections have all served a transaction, behind a proxy of its own, and a row to work on. */
async function scene(): Promise<Scene> {
  const proxy = await openSilentProxy(config().databaseUrl ?? '')
  const database = openDatabase(proxy.url, connections)
  const close = async (): Promise<void> => {
    await database.$disconnect()
    await proxy.close()
  }
  await onAll(() => transactionOn(database, (tx) => tx.$queryRaw`SELECT pg_sleep(0.2)::text`))
  expect(proxy.open()).toBe(connections)
  const row = ++rows
  await database.$executeRaw`INSERT INTO counted VALUES (${row}::int, 0)`
  return { proxy, database, row, close }
}

const add = ({ database, row }: Scene): Promise<unknown> =>
  transactionOn(database, (tx) => tx.$executeRaw`UPDATE counted SET count = count + 1 WHERE row = ${row}::int`)

/** Works in transactions, in single statements and in several at once; the errors that it met. */
async function workFor(scene: Scene, ms: number): Promise<{ errors: unknown[]; lastMs: number }> {
  const begin = performance.now()
  const errors: unknown[] = []
  let lastMs = 0
  const note = (error: unknown): void => {
    errors.push(error)
    lastMs = performance.now() - begin
  }
  const inTurn = async (): Promise<void> => {
    while (performance.now() - begin < ms) {
      await add(scene).catch(note)
      await Promise.all([1, 2, 3].map(() => scene.database.$queryRaw`SELECT ${1}::int`)).catch(note)
      // The pace of a few users; what is tested does not wait for it.
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  // A lost connection is detected when it is used, so every connection is used at the start.
  await Promise.all([useAll(scene.database).catch(note), inTurn(), inTurn()])
  return { errors, lastMs }
}

beforeAll(() => asOwner(['CREATE TABLE counted (row int, count int)', 'GRANT ALL ON counted TO dawr_app']))

describe.concurrent('connections that are lost silently', () => {
  const scenes: Scene[] = []
  afterAll(() => Promise.all(scenes.map((it) => it.close())))

  test.for([
    ['all', connections],
    ['one', 1],
    ['some', 3],
  ] as const)(
    '%s: everything works again within 10 s, and what failed is told to try again',
    async ([, count], { expect }) => {
      const it = await scene()
      scenes.push(it)
      it.proxy.silence(count)
      const { errors, lastMs } = await workFor(it, healedWithinMs + 5_000)
      expect(lastMs).toBeLessThan(healedWithinMs)
      expect(errors.length).toBeGreaterThan(0)
      expect(errors.filter((error) => !isUnavailable(error))).toEqual([])
    },
  )

  test('in the middle of a transaction: its locks are free within 10 s', async ({ expect }) => {
    const it = await scene()
    scenes.push(it)
    const begin = performance.now()
    const lost = transactionOn(it.database, async (tx) => {
      await tx.$queryRaw`SELECT count FROM counted WHERE row = ${it.row}::int FOR UPDATE`
      it.proxy.silence()
      await tx.$queryRaw`SELECT 1`
    })
    await expect(lost).rejects.toSatisfy(isUnavailable)
    await expect
      .poll(
        () =>
          add(it).then(
            () => 'done',
            () => 'locked',
          ),
        { timeout: 20_000 },
      )
      .toBe('done')
    expect(performance.now() - begin).toBeLessThan(healedWithinMs)
  })

  test('a server that accepts connections but never answers is given up within 10 s', async ({ expect }) => {
    const it = await scene()
    scenes.push(it)
    it.proxy.swallowNew(true)
    it.proxy.silence()
    const begin = performance.now()
    await expect(add(it)).rejects.toSatisfy(isUnavailable)
    await expect(add(it)).rejects.toSatisfy(isUnavailable)
    expect(performance.now() - begin).toBeLessThan(2 * healedWithinMs)
    it.proxy.swallowNew(false)
    await add(it)
  })
})
