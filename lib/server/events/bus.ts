import 'server-only'
import { log } from '../log'
import { redis, redisName, redisSubscriber } from '../redis'
import { singleton } from '../singleton'
import type { EventBatch } from './event'

type Listener = (batch: EventBatch) => void

/** Carries committed events between processes. A hint: what it loses, the hub finds again in the database. */
type Bus = { publish: (batch: EventBatch) => void; subscribe: (listener: Listener) => void }

function create(): Bus {
  const channel = redisName('events')
  const listeners: Listener[] = []
  const deliver = (batch: EventBatch): void => {
    for (const listener of listeners) listener(batch)
  }
  const subscriber = redisSubscriber()
  subscriber?.on('message', (_, text: string) => deliver(JSON.parse(text) as EventBatch))
  // At every connection, so that a Redis that was away when this process started is listened to as well.
  subscriber?.on(
    'ready',
    () =>
      void subscriber
        .subscribe(channel)
        .catch((error: Error) => log().warn({ reason: error.message }, 'no subscription yet')),
  )
  return {
    // This process hears itself at once; its own echo from Redis is dropped by the hub as a repeat.
    publish: (batch) => {
      deliver(batch)
      redis()
        ?.publish(channel, JSON.stringify(batch))
        .catch(() => undefined)
    },
    subscribe: (listener) => void listeners.push(listener),
  }
}

/** The bus of this process. */
export function bus(): Bus {
  return singleton('bus', create)
}
