import 'server-only'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/shared/errors'
import { redis, redisName } from './redis'
import { singleton } from './singleton'

function create(name: string, points: number): RateLimiterAbstract {
  const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: 60 })
  const store = redis()
  // While Redis is away each process counts alone, rather than letting everything or nothing through.
  return store
    ? new RateLimiterRedis({
        storeClient: store,
        keyPrefix: redisName(`limit:${name}`),
        points,
        duration: 60,
        insuranceLimiter: memory,
      })
    : memory
}

/**
 * Takes one of `perMinute` allowed uses of `name` by `key`.
 * Throws `too_many_requests` with `retryAfterSeconds` when they are used up.
 */
export async function consume(name: string, perMinute: number, key: string): Promise<void> {
  const limiter = singleton(`limit.${name}.${perMinute}`, () => create(name, perMinute))
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new AppError('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) })
  }
}
