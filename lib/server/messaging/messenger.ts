import 'server-only'
import { config } from '../config/config'
import { sendThroughGateway } from './http-gateway'
import type { Delivery, Message } from './message'

/**
 * Sends messages to phones, for job handlers. `send` resolves when the message was accepted; throws `TryAgain` or
 * `FailedForGood`.
 */
export type Messenger = { send: (message: Message, delivery: Delivery) => Promise<void> }

/** The configured message gateway; null when there is none, and features that need it are then not offered. */
export function messenger(): Messenger | null {
  const { messageGateway } = config()
  return messageGateway && { send: (message, delivery) => sendThroughGateway(messageGateway, message, delivery) }
}
