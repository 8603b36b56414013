import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { db } from './db/client'
import { hub } from './events/hub'
import { redis } from './redis'

const patienceMs = 2_000

async function answers(work: Promise<unknown>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'down'>((done) => {
    timer = setTimeout(() => done('down'), patienceMs)
  })
  const state = await Promise.race([
    late,
    work.then(
      () => 'up' as const,
      () => 'down' as const,
    ),
  ])
  clearTimeout(timer)
  return state
}

/** The state of each dependency of this process. Redis is optional: Dawr works without it. */
export async function readHealth() {
  const store = redis()
  const [database, redisState] = await Promise.all([
    answers(db().$queryRaw`SELECT 1`),
    store ? answers(store.ping()) : ('off' as const),
  ])
  return {
    status: database,
    version: '0.1.0',
    parts: { database, redis: redisState, streams: { open: hub().size, draining: hub().draining } },
  }
}

/** Throws `unavailable` unless this process should receive traffic. */
export async function assertReady(): Promise<void> {
  if (hub().draining || (await answers(db().$queryRaw`SELECT 1`)) === 'down')
    throw new AppError('unavailable', { retryAfterSeconds: 1 })
}
