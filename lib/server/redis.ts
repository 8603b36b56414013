import 'server-only'
import { Redis } from 'ioredis'
import { config } from './config/config'
import { mark } from './crypto'
import { log } from './log'
import { singleton } from './singleton'

const answerMs = 1_000
/** How often a subscription, which otherwise only listens, asks for an answer. */
const pingMs = 5_000

/**
 * Connects. The connection is also the circuit breaker: a Redis that does not answer within a second is disconnected, and
 * commands then fail at once, because none is queued before Redis has answered the greeting of a new connection.
 */
function connect(purpose: 'commands' | 'subscriber', url: string): Redis {
  const isForCommands = purpose === 'commands'
  const client = new Redis(url, {
    lazyConnect: false,
    maxRetriesPerRequest: isForCommands ? 0 : 1,
    ...(isForCommands && { commandTimeout: answerMs }),
    socketTimeout: answerMs,
    connectTimeout: 2 * answerMs,
    enableOfflineQueue: !isForCommands,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  })
  if (!isForCommands)
    setInterval(() => {
      if (client.status === 'ready') client.ping().catch(() => undefined)
    }, pingMs).unref()
  let complained = false
  client.on('error', (error: Error) => {
    if (!complained) log().warn({ purpose, reason: error.message }, 'redis is unavailable')
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
export async function awaitRedis(): Promise<void> {
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
