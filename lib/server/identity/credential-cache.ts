import 'server-only'
import type { Redis } from 'ioredis'
import { config } from '../config/config'
import { log } from '../log'
import { redis, redisName } from '../redis'
import { singleton } from '../singleton'

/** How long a credential is cached, seconds. Every change of rights invalidates it at once. */
const seconds = 30
/** How long nothing is cached after a change, seconds: a slow read that began before the change must not be stored. */
const quietSeconds = 30
const size = 10_000
const againMs = 500
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

/**
 * Until when Redis may hold outdated entries. While it is unreachable other processes cannot invalidate entries, and they
 * do so some seconds after it is back; by then the entries from before have expired.
 */
const outdated = (store: Redis): { until: number } =>
  singleton('credentials-outdated', () => {
    const state = { until: 0 }
    store.on('close', () => noteOutage(state))
    return state
  })

function noteOutage(state: { until: number }): void {
  state.until = Date.now() + seconds * 1_000
}

/** The value in Redis under a name. While Redis is unreachable, and for 30 s after, every request asks the database. */
async function askRedis(store: Redis | null, name: string): Promise<string | null> {
  if (!store || outdated(store).until > Date.now()) return changed
  return store.get(name).catch(() => {
    noteOutage(outdated(store))
    return changed
  })
}

async function fromRedis<T>(key: string, load: () => Promise<T | null>): Promise<T | null> {
  const store = redis()
  const name = redisName(`credential:${key}`)
  const known = await askRedis(store, name)
  if (known !== null && known !== changed) return JSON.parse(known) as T
  const value = await load()
  if (value !== null && known === null)
    await store?.set(name, JSON.stringify(value), 'EX', seconds, 'NX').catch(() => null)
  return value
}

/**
 * The result of `load` for a credential, cached for 30 s: in Redis when it is configured, else in this process. Null is not
 * cached. The value must be plain JSON.
 */
export function remembered<T>(key: string, load: () => Promise<T | null>): Promise<T | null> {
  return config().redisUrl ? fromRedis(key, load) : fromMemory(key, load)
}

async function tell(store: Redis, keys: readonly string[]): Promise<void> {
  const writes = store.pipeline()
  for (const key of keys) writes.set(redisName(`credential:${key}`), changed, 'EX', quietSeconds)
  for (const [error] of (await writes.exec()) ?? []) if (error) throw error
}

/** Retries to invalidate until Redis is back; after `seconds` the old entries have expired anyway. */
function tellLater(store: Redis, keys: readonly string[]): void {
  const until = Date.now() + seconds * 1_000
  const again = (): void => {
    tell(store, keys).catch((error: unknown) => {
      if (Date.now() < until) setTimeout(again, againMs).unref()
      else log().error({ err: error }, 'a change of permissions did not reach Redis')
    })
  }
  setTimeout(again, againMs).unref()
}

/** Invalidates credentials: the next request with one of them asks the database. Call it after the commit. */
export async function invalidateCredentials(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const store = redis()
  if (!store) {
    memory().changes++
    for (const key of keys) memory().entries.delete(key)
    return
  }
  await tell(store, keys).catch((error: unknown) => {
    // While Redis is unreachable every request asks the database; when it is back it must not serve the old entries.
    log().warn({ reason: (error as Error).message }, 'a change of permissions waits for Redis')
    tellLater(store, keys)
  })
}
