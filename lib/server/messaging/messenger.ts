import 'server-only'
import { config } from '../config/config'
import { sendThroughGateway } from './http-gateway'
import type { Message } from './message'

/** The way to phones. `send` resolves when the message was taken on, and throws `message_not_sent` otherwise. */
export type Messenger = { send: (message: Message) => Promise<void> }

/** The configured way to phones; null when there is none, and whatever needs it is not offered. */
export function messenger(): Messenger | null {
  const { messageGateway } = config()
  return messageGateway && { send: (message) => sendThroughGateway(messageGateway, message) }
}
