import 'server-only'
import PgBoss from 'pg-boss'
import { db, type Tx } from '../db/client'
import { singleton } from '../singleton'

/** Has pg-boss speak through a handle of ours: inside a transaction, its own. */
export function through(handle: Tx): PgBoss.Db {
  return {
    executeSql: async (text, values) => ({ rows: await handle.$queryRawUnsafe<unknown[]>(text, ...(values ?? [])) }),
  }
}

/**
 * pg-boss as a store: it sends, on the connections of the application and under its role. It makes no tables (migrations do)
 * and starts nothing of its own: `job-runner.ts` says why. Taking and settling are our own statements, since its own name
 * only the job and not the try.
 */
export function boss(): PgBoss {
  return singleton('pg-boss', () => {
    const executeSql: PgBoss.Db['executeSql'] = (text, values) => through(db()).executeSql(text, values)
    return new PgBoss({ db: { executeSql }, migrate: false, supervise: false, schedule: false })
  })
}
