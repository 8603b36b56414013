import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { sessionLimits, withSession } from '../session'

// Any constant: the key of the advisory lock of the process that uses the folder. PostgreSQL releases it when that
// process dies.
const lockKey = 8_027_112_900
const retryMs = 500

const holderQuery = `SELECT a.application_name AS name FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND (l.classid::bigint << 32 | l.objid::bigint) = $1`

/** The pid of the process that holds the database; null if there is none. */
async function readHolder(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(holderQuery, [lockKey])
  return rows[0]?.name ?? null
}

/** The setting with which a server names the process that started it, even while no session of it holds the lock. */
export const ownerSetting = { cluster_name: `dawr-${process.pid}` }

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The pid of the process that started the database, if it is still running. */
async function readLivingOwner(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>("SELECT current_setting('cluster_name') AS name")
  const pid = /^dawr-(\d+)$/.exec(rows[0]?.name ?? '')?.[1]
  return pid !== undefined && isAlive(Number(pid)) ? pid : null
}

/**
 * The pid of the process that a running database belongs to: the one with the lock or, before it has taken the lock and
 * after a PostgreSQL crash released it, the one that started the server. Null if neither is running.
 */
export function holderOf(url: string): Promise<string | null> {
  return withSession(url, async (client) => (await readHolder(client)) ?? (await readLivingOwner(client)))
}

/** Takes the lock in a session that stays open; if it is taken, returns the holder's pid. */
async function take(url: string): Promise<Client | string> {
  const client = new Client({ connectionString: url, application_name: String(process.pid), ...sessionLimits })
  // A broken session also ends the lock, which is what matters.
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [lockKey])
  if (rows[0]?.held) return client
  const holder = await readHolder(client)
  await client.end()
  return holder ?? 'unknown'
}

/**
 * Holds a running database for this process until `release`, even when PostgreSQL disconnects all sessions after a
 * crash. If there is another holder, returns its pid.
 */
export async function holdDatabase(url: string): Promise<{ release: () => void } | { heldBy: string }> {
  let released = false
  const retake = async (): Promise<void> => {
    while (!released) {
      await delay(retryMs, undefined, { ref: false })
      const taken = await take(url).catch(() => null)
      if (taken === null) continue
      if (typeof taken === 'string') return
      if (released) return taken.end()
      watch(taken)
      return
    }
  }
  const watch = (client: Client): void => {
    client.once('end', () => void retake())
  }
  const taken = await take(url)
  if (typeof taken === 'string') return { heldBy: taken }
  watch(taken)
  return {
    release: () => {
      released = true
    },
  }
}
