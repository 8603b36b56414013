import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { config } from '../config/config'
import { PrismaClient } from '../generated/prisma/client'
import { dropSingleton, singleton } from '../singleton'
import { countedPool } from './counted-pool'
import { type Tx, tellTransactions, transactionOn } from './transaction'
import { namesOfStatements } from './transaction-connection'
import { watchedPool } from './watched-pool'

export type { Tx }

// A command that cannot lock its rows within 3 s is retried; no statement may hold a connection for long. The server ends
// sessions that this process has abandoned: soon in a transaction, which holds locks, otherwise after five minutes.
const sessionSettings = {
  // As on a solid-state disk, or with the day's rows in memory. With the default, made for spinning disks, a look-up of a few
  // keys reads the whole table until it has tens of thousands of rows.
  random_page_cost: 1.1,
  lock_timeout: 3_000,
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 7_000,
  idle_session_timeout: 300_000,
}
/** Longer than the server's limits: after this it is the connection that is lost. */
const answerMs = 6_000
/** Also limits the wait for a free connection, which many concurrent commands need on a slow machine. */
const connectMs = 8_000

function openPool(url: string, connections: number): pg.Pool {
  const limits = Object.entries(sessionSettings).map(([name, value]) => `-c ${name}=${value}`)
  return watchedPool(
    {
      connectionString: url,
      max: connections,
      // Several statements of a transaction can be under way.
      pipeline: true,
      idleTimeoutMillis: 60_000,
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      // The role may add to history, but not change it.
      options: ['-c role=dawr_app', ...limits].join(' '),
    },
    answerMs,
  )
}

function clientOf(pool: pg.Pool): PrismaClient {
  const adapter = new PrismaPg(tellTransactions(pool), {
    statementNameGenerator: namesOfStatements(),
    disposeExternalPool: true,
  })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 8_000, timeout: 15_000 } })
}

/** A client with a pool of its own on a database. */
export function openDatabase(url: string, connections: number): PrismaClient {
  return clientOf(openPool(url, connections))
}

function open(): PrismaClient {
  const { databaseUrl, databasePool } = config()
  if (!databaseUrl) throw new Error('the database is not started: DATABASE_URL is unset')
  const pool = openPool(databaseUrl, databasePool)
  countedPool().pool = pool
  return clientOf(pool)
}

/** The database of this process. */
export function db(): PrismaClient {
  return singleton('db', open)
}

/** Runs `work` in a transaction of this process's database, which is rolled back when it throws. */
export const inTransaction = <T>(
  work: (tx: Tx) => Promise<T>,
  options?: Parameters<typeof transactionOn>[2],
): Promise<T> => transactionOn(db(), work, options)

/** Closes the pool; called once, at the end of the process. */
export async function closeDb(): Promise<void> {
  await dropSingleton<PrismaClient>('db')?.$disconnect()
}
