import 'server-only'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/shared/errors'
import { FixedWindows, type Use } from './fixed-windows'
import { noteQuota } from './http/quota'
import { redis, redisName } from './redis'
import { singleton } from './singleton'

/** `limit` uses within `seconds`. Clients see the `name`. */
export type Policy = { name: string; limit: number; seconds: number }

type Limiter = { alone: FixedWindows; together: RateLimiterRedis | null }

function create({ name, limit, seconds }: Policy): Limiter {
  const options = { points: limit, duration: seconds }
  const storeClient = redis()
  return {
    alone: new FixedWindows(seconds * 1_000),
    together:
      storeClient &&
      new RateLimiterRedis({ ...options, storeClient, keyPrefix: redisName(`limit:${name}:${seconds}`) }),
  }
}

/** The use as counted by Redis, even when it is over the limit. Throws when Redis fails. */
async function usedTogether(limiter: RateLimiterRedis, key: string): Promise<Use> {
  const { consumedPoints, msBeforeNext } = await limiter.consume(key).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error
    throw error
  })
  return { used: consumedPoints, endsInMs: msBeforeNext }
}

async function use({ alone, together }: Limiter, key: string): Promise<Use> {
  if (!together) return alone.use(key, performance.now())
  try {
    return await usedTogether(together, key)
  } catch {
    // While Redis is unreachable each process counts by itself, instead of allowing or refusing everything.
    return alone.use(key, performance.now())
  }
}

/**
 * Takes one of a policy's uses by `key`; the answer to the request reports what is left. Throws `too_many_requests`
 * with `retryAfterSeconds` when they are used up.
 */
export async function consumeOf(policy: Policy, key: string): Promise<void> {
  const { name, limit, seconds } = policy
  const limiter = singleton(`limit.${name}.${limit}.${seconds}`, () => create(policy))
  const { used, endsInMs } = await use(limiter, key)
  const resetSeconds = Math.max(1, Math.ceil(endsInMs / 1_000))
  noteQuota({ name, limit, seconds, remaining: Math.max(0, limit - used), resetSeconds })
  if (used > limit) throw new AppError('too_many_requests', { retryAfterSeconds: resetSeconds })
}

/** Takes one of `perMinute` allowed uses of `name` by `key`. Throws `too_many_requests` when they are used up. */
export function consume(name: string, perMinute: number, key: string): Promise<void> {
  return consumeOf({ name, limit: perMinute, seconds: 60 }, key)
}
