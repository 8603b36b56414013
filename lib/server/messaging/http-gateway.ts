import 'server-only'
import { FailedForGood, TryAgain } from '../jobs/job-errors'
import type { Delivery, Message } from './message'

/** The address of the gateway, and our token. */
export type Gateway = { url: string; token: string | undefined }

const withinMs = 10_000

async function statusOf({ url, token }: Gateway, message: Message, { key, signal }: Delivery): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(message),
    // A gateway that redirects us would have the number sent elsewhere.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
  }).catch((error: unknown) => {
    // An error of fetch may repeat its input, so its message is not logged.
    const isSlow = error instanceof Error && error.name === 'TimeoutError'
    throw new TryAgain(isSlow ? 'the gateway is too slow' : 'the gateway is unreachable')
  })
  await answer.body?.cancel()
  return answer.status
}

/**
 * Sends a message with `POST { to, text, kind }`, once. Throws `TryAgain` when the gateway is unavailable, slow,
 * overloaded or broken, and `FailedForGood` when it rejects the message.
 */
export async function sendThroughGateway(gateway: Gateway, message: Message, delivery: Delivery): Promise<void> {
  const status = await statusOf(gateway, message, delivery)
  if (status >= 200 && status < 300) return
  if (status >= 500 || status === 429 || status === 408) throw new TryAgain(`the gateway answered ${status}`)
  throw new FailedForGood(`the gateway answered ${status}`)
}
