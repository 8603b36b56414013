import 'server-only'
import PgBoss from 'pg-boss'
import { db, type Tx } from '../db/client'
import { singleton } from '../singleton'

/** Makes pg-boss use one of our database handles: inside a transaction, that of the transaction. */
export function executorOf(handle: Tx): PgBoss.Db {
  return {
    executeSql: async (text, values) => ({ rows: await handle.$queryRawUnsafe<unknown[]>(text, ...(values ?? [])) }),
  }
}

/**
 * pg-boss as a store only: it enqueues on the application's connections and under its role. It creates no tables
 * (migrations do) and starts nothing: see `job-runner.ts`. Fetching and settling use our own statements, since
 * pg-boss's identify only the job, not the try.
 */
export function boss(): PgBoss {
  return singleton('pg-boss', () => {
    const executeSql: PgBoss.Db['executeSql'] = (text, values) => executorOf(db()).executeSql(text, values)
    return new PgBoss({ db: { executeSql }, migrate: false, supervise: false, schedule: false })
  })
}
