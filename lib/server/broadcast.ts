import 'server-only'
import { log } from './log'
import { redis, redisName, redisSubscriber } from './redis'
import { singleton } from './singleton'

type Listener<Message> = (message: Message) => void

/** Sends messages to every process of the installation. A message may be lost while Redis is unavailable. */
export type Broadcast<Message> = {
  /** Notifies this process at once, and the others; resolves when Redis has forwarded the message, or failed to. */
  publish: (message: Message) => Promise<void>
  /** Receives every message. `missed` is called when Redis is back: messages may have been lost. */
  subscribe: (listener: Listener<Message>, missed?: () => void) => void
}

function create<Message>(name: string): Broadcast<Message> {
  const channel = redisName(name)
  const listeners: Listener<Message>[] = []
  const onMissed: (() => void)[] = []
  const deliver = (message: Message): void => {
    for (const listener of listeners) listener(message)
  }
  const subscriber = redisSubscriber()
  const subscribe = (): void => {
    for (const missed of onMissed) missed()
    subscriber
      ?.subscribe(channel)
      .catch((error: Error) => log().warn({ channel: name, reason: error.message }, 'no subscription yet'))
  }
  subscriber?.on('message', (from: string, text: string) => {
    if (from === channel) deliver(JSON.parse(text) as Message)
  })
  // On every connection, so that a Redis that was unavailable when this process started is subscribed to as well.
  subscriber?.on('ready', subscribe)
  if (subscriber?.status === 'ready') subscribe()
  return {
    publish: async (message) => {
      deliver(message)
      await redis()
        ?.publish(channel, JSON.stringify(message))
        .catch(() => undefined)
    },
    subscribe: (listener, missed) => {
      listeners.push(listener)
      if (missed) onMissed.push(missed)
    },
  }
}

/** The broadcast of this process under a name; each carries one type of message. */
export function broadcast<Message>(name: string): Broadcast<Message> {
  return singleton(`broadcast:${name}`, () => create<Message>(name))
}
