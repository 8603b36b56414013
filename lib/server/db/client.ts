import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { config } from '../config/config'
import { type Prisma, PrismaClient } from '../generated/prisma/client'
import { dropSingleton, singleton } from '../singleton'
import { statementNames } from './statement-names'

/** A running transaction; the only handle for writes of a use case. */
export type Tx = Prisma.TransactionClient

function open(): PrismaClient {
  const { databaseUrl, databasePool } = config()
  if (!databaseUrl) throw new Error('the database is not started: DATABASE_URL is unset')
  const pool = {
    connectionString: databaseUrl,
    max: databasePool,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    // A command that cannot lock its rows within 3 s is retried; no statement may hold a connection for long.
    // The role may add to history, but not change it.
    options:
      '-c role=dawr_app -c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=20000',
  }
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() })
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 8_000, timeout: 15_000 } })
}

/** The database of this process. */
export function db(): PrismaClient {
  return singleton('db', open)
}

/** Closes the pool; called once, at the end of the process. */
export async function closeDb(): Promise<void> {
  await dropSingleton<PrismaClient>('db')?.$disconnect()
}
