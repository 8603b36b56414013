import 'server-only'
import type { Redis } from 'ioredis'
import { config } from '../config/config'
import { log } from '../log'
import { redis, redisName } from '../redis'
import { singleton } from '../singleton'

/** How long a credential is believed without asking the database, seconds. Every change of rights ends it at once. */
const seconds = 30
/** After a change nothing is remembered for so long: a read that began before it, and may take its time, is not kept. */
const quietSeconds = 30
const size = 10_000
const changed = 'changed'

type Entry = { value: unknown; until: number }
type Memory = { entries: Map<string, Entry>; changes: number }

const memory = (): Memory => singleton('credentials', () => ({ entries: new Map(), changes: 0 }))

async function fromMemory<T>(key: string, load: () => Promise<T | null>): Promise<T | null> {
  const { entries, changes } = memory()
  const known = entries.get(key)
  if (known && known.until > Date.now()) return known.value as T
  const value = await load()
  if (value === null || memory().changes !== changes) return value
  if (entries.size >= size) entries.clear()
  entries.set(key, { value, until: Date.now() + seconds * 1_000 })
  return value
}

async function fromRedis<T>(key: string, load: () => Promise<T | null>): Promise<T | null> {
  const store = redis()
  const name = redisName(`credential:${key}`)
  // While Redis is away every request asks the database.
  const known = (await store?.get(name).catch(() => changed)) ?? null
  if (known !== null && known !== changed) return JSON.parse(known) as T
  const value = await load()
  if (value !== null && known === null)
    await store?.set(name, JSON.stringify(value), 'EX', seconds, 'NX').catch(() => null)
  return value
}

/**
 * What `load` finds for a credential, remembered for 30 s: in Redis where processes share it, else in this one. What is
 * not found is not remembered. The value must be plain JSON.
 */
export function remembered<T>(key: string, load: () => Promise<T | null>): Promise<T | null> {
  return config().redisUrl ? fromRedis(key, load) : fromMemory(key, load)
}

async function tell(store: Redis, keys: readonly string[]): Promise<void> {
  const writes = store.pipeline()
  for (const key of keys) writes.set(redisName(`credential:${key}`), changed, 'EX', quietSeconds)
  for (const [error] of (await writes.exec()) ?? []) if (error) throw error
}

function tellWhenBack(store: Redis, keys: readonly string[]): void {
  const waiting = singleton('credentials-to-forget', () => new Set<string>())
  const isFirst = waiting.size === 0
  for (const key of keys) waiting.add(key)
  if (!isFirst) return
  store.once('ready', () => {
    const all = [...waiting]
    waiting.clear()
    tell(store, all).catch((error: unknown) => {
      // Those that were remembered may be believed until they are 30 s old.
      log().error({ err: error }, 'a change of rights did not reach Redis')
    })
  })
}

/** Makes sure that the next request with any of these credentials asks the database. Call it after the commit. */
export async function forgetCredentials(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const store = redis()
  if (!store) {
    memory().changes++
    for (const key of keys) memory().entries.delete(key)
    return
  }
  await tell(store, keys).catch((error: unknown) => {
    // While Redis is away everybody asks the database; when it comes back it must not know them as they were.
    log().warn({ reason: (error as Error).message }, 'a change of rights waits for Redis')
    tellWhenBack(store, keys)
  })
}
