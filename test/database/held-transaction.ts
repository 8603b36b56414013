import { db, type Tx } from '@/lib/server/db/client'

/** A transaction that has done its work and is not committed yet. */
export type Held = { tx: Tx; waiters: () => Promise<number>; commit: () => Promise<void> }

/**
 * Does `work` in a transaction that stays open, with its locks, until `commit`. `waiters` counts the transactions that
 * wait for it, also indirectly.
 */
export async function holdTransaction(work: (tx: Tx) => Promise<unknown>): Promise<Held> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  return new Promise((resolve, reject) => {
    const ended = db().$transaction(async (tx) => {
      const [self] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      await work(tx)
      const waiters = async (): Promise<number> => {
        const [row] = await db().$queryRaw<{ count: number }[]>`
          WITH RECURSIVE behind AS (
            SELECT ${self?.pid}::int AS pid
            UNION
            SELECT l.pid FROM pg_locks AS l JOIN behind AS b ON b.pid = ANY (pg_blocking_pids(l.pid)) WHERE NOT l.granted
          )
          SELECT count(*)::int - 1 AS count FROM behind`
        return row?.count ?? 0
      }
      const commit = (): Promise<void> => {
        release()
        return ended
      }
      resolve({ tx, waiters, commit })
      await released
    })
    ended.catch(reject)
  })
}
