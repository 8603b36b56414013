import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import type { Prisma, PrismaClient } from '../generated/prisma/client'
import { singleton } from '../singleton'
import { type Statement, TransactionConnection } from './transaction-connection'

/** A running transaction; the only handle for writes of a use case. */
export type Tx = Prisma.TransactionClient

type Options = { isolationLevel?: Prisma.TransactionIsolationLevel }

// One for all bundles of the process, because they share the pool.
const opening = (): AsyncLocalStorage<TransactionConnection> =>
  singleton('opening-transaction', () => new AsyncLocalStorage())

const connections = new WeakMap<Tx, TransactionConnection>()

/** Lets the transactions of `transactionOn` hold the connection that Prisma takes for them. */
export function tellTransactions(pool: pg.Pool): pg.Pool {
  const connect = pool.connect.bind(pool)
  return Object.assign(pool, {
    connect: (callback?: Parameters<typeof connect>[0]) => {
      const connection = opening().getStore()
      if (callback) return connect(callback)
      if (!connection || connection.isTaken) return connect()
      return connect().then((client) => connection.hold(client))
    },
  })
}

/** The handle of a transaction: Prisma's, except that raw statements go straight to its connection. */
function handleOf(tx: Tx, connection: TransactionConnection): Tx {
  const raw = {
    $queryRaw: async (statement: Statement, ...values: unknown[]) => (await connection.run(statement, values)).rows,
    $executeRaw: async (statement: Statement, ...values: unknown[]) =>
      (await connection.run(statement, values)).rowCount ?? 0,
  }
  const handle = new Proxy(tx, {
    get: (target, name): unknown => (Object.hasOwn(raw, name) ? Reflect.get(raw, name) : Reflect.get(target, name)),
  })
  connections.set(handle, connection)
  return handle
}

/** Runs `work` in a transaction of `client`, which is rolled back when it throws. */
export function transactionOn<T>(
  client: PrismaClient,
  work: (tx: Tx) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const connection = new TransactionConnection()
  return opening().run(connection, () => client.$transaction((tx) => work(handleOf(tx, connection)), options))
}

/**
 * Runs `work`, the last part of a transaction, which sends one raw statement or none, and commits with that statement. An
 * error thrown after it no longer undoes anything.
 */
export function commitWith<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const connection = connections.get(tx)
  return connection ? connection.commitWith(work) : work()
}
