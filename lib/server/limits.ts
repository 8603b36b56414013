import 'server-only'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/shared/errors'
import { noteQuota } from './quota'
import { redis, redisName } from './redis'
import { singleton } from './singleton'

/** So many uses in so many seconds. `name` is told to clients. */
export type Policy = { name: string; limit: number; seconds: number }

/** After Redis failed the processes count alone for so long, rather than wait for it again and again. */
const aloneMs = 2_000

const redisTrouble = (): { until: number } => singleton('limits-without-redis', () => ({ until: 0 }))

type Limiter = { alone: RateLimiterAbstract; together: RateLimiterAbstract | null }

function create({ name, limit, seconds }: Policy): Limiter {
  const options = { keyPrefix: name, points: limit, duration: seconds }
  const store = redis()
  return {
    alone: new RateLimiterMemory(options),
    together:
      store &&
      new RateLimiterRedis({ ...options, storeClient: store, keyPrefix: redisName(`limit:${name}:${seconds}`) }),
  }
}

const isAnswer = (it: unknown): it is RateLimiterRes => it instanceof RateLimiterRes

async function ask({ alone, together }: Limiter, key: string): Promise<RateLimiterRes> {
  const trouble = redisTrouble()
  if (!together || trouble.until > Date.now()) return alone.consume(key)
  try {
    return await together.consume(key)
  } catch (error) {
    if (isAnswer(error)) throw error
    // While Redis is away each process counts alone, rather than letting everything or nothing through.
    trouble.until = Date.now() + aloneMs
    return alone.consume(key)
  }
}

/**
 * Takes one of a policy's uses by `key`; the answer to the request tells what is left.
 * Throws `too_many_requests` with `retryAfterSeconds` when they are used up.
 */
export async function consumeOf(policy: Policy, key: string): Promise<void> {
  const { name, limit, seconds } = policy
  const limiter = singleton(`limit.${name}.${limit}.${seconds}`, () => create(policy))
  const used = await ask(limiter, key).catch((error: unknown) => {
    if (isAnswer(error)) return error
    throw error
  })
  const resetSeconds = Math.max(1, Math.ceil(used.msBeforeNext / 1_000))
  noteQuota({ ...policy, remaining: used.remainingPoints, resetSeconds })
  if (used.consumedPoints > limit) throw new AppError('too_many_requests', { retryAfterSeconds: resetSeconds })
}

/** Takes one of `perMinute` allowed uses of `name` by `key`. Throws `too_many_requests` when they are used up. */
export function consume(name: string, perMinute: number, key: string): Promise<void> {
  return consumeOf({ name, limit: perMinute, seconds: 60 }, key)
}
