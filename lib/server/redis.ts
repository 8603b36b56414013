import 'server-only'
import { Redis } from 'ioredis'
import { config } from './config/config'
import { mark } from './crypto'
import { log } from './log'
import { singleton } from './singleton'

function connect(purpose: string, url: string): Redis {
  const client = new Redis(url, {
    lazyConnect: false,
    maxRetriesPerRequest: 1,
    // A hanging Redis must not delay a command longer than an unreachable one.
    ...(purpose === 'commands' && { commandTimeout: 1_000 }),
    enableOfflineQueue: purpose === 'subscriber',
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  })
  let complained = false
  client.on('error', (error: Error) => {
    if (!complained) log().warn({ purpose, reason: error.message }, 'redis is away')
    complained = true
  })
  client.on('ready', () => {
    if (complained) log().info({ purpose }, 'redis is back')
    complained = false
  })
  return client
}

/**
 * The connection for commands and publishing; null when Redis is not configured. Commands fail fast while it is
 * unavailable.
 */
export function redis(): Redis | null {
  const { redisUrl } = config()
  return redisUrl ? singleton('redis', () => connect('commands', redisUrl)) : null
}

/** The connection for subscriptions; null when Redis is not configured. */
export function redisSubscriber(): Redis | null {
  const { redisUrl } = config()
  return redisUrl ? singleton('redis-subscriber', () => connect('subscriber', redisUrl)) : null
}

/** The Redis key of a name, specific to this installation: several may share one Redis. */
export function redisName(name: string): string {
  return `${singleton('redis-prefix', () => `dawr:${mark('redis-names', 'installation')}`)}:${name}`
}

const firstWaitMs = 2_000

/** Waits until Redis is connected, at most 2 s: Dawr also starts without it. */
export async function greetRedis(): Promise<void> {
  const client = redis()
  if (!client || client.status === 'ready') return
  await new Promise<void>((done) => {
    const late = setTimeout(done, firstWaitMs)
    client.once('ready', () => {
      clearTimeout(late)
      done()
    })
  })
}
