import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { log } from '../log'
import type { Message } from './message'

/** Where messages go, and what the gateway knows us by. */
export type Gateway = { url: string; token: string | undefined }

/** All tries together: a person is waiting for the answer. */
const withinMs = 10_000
const pausesMs = [100, 200, 400]

type Outcome = { sent: true } | { sent: false; mayTryAgain: boolean; reason: string }

async function post({ url, token }: Gateway, message: Message, id: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        // The same for all tries: a gateway that knows it sends once.
        'Idempotency-Key': id,
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(message),
      // A gateway that sends us elsewhere would have the number sent elsewhere.
      redirect: 'manual',
      signal,
    })
    await answer.body?.cancel()
    if (answer.ok) return { sent: true }
    const mayTryAgain = answer.status >= 500 || answer.status === 429
    return { sent: false, mayTryAgain, reason: `status ${answer.status}` }
  } catch {
    // What fetch says of a failure may repeat what it was given.
    return { sent: false, mayTryAgain: !signal.aborted, reason: signal.aborted ? 'too slow' : 'unreachable' }
  }
}

/**
 * Sends a message by `POST { to, text, kind }`. Tried again after 100, 200 and 400 ms when the gateway is away, crowded or
 * broken, never when it says that the message is wrong. Throws `message_not_sent`.
 */
export async function sendThroughGateway(gateway: Gateway, message: Message): Promise<void> {
  const signal = AbortSignal.timeout(withinMs)
  const id = newId()
  for (let attempt = 0; ; attempt++) {
    const outcome = await post(gateway, message, id, signal)
    if (outcome.sent) return
    const pause = pausesMs[attempt]
    if (!outcome.mayTryAgain || pause === undefined) {
      log().warn({ kind: message.kind, reason: outcome.reason, tries: attempt + 1 }, 'a message was not sent')
      throw new AppError('message_not_sent')
    }
    await sleep(pause)
  }
}
