import { newId } from '@/lib/shared/ids'
import { request } from './api-client'
import { ApiError } from './api-error'
import { type Command, enqueue, isWaiting } from './outbox'

/** `kept`: no answer arrived; the command waits in the outbox under the same key. */
export type Sent<Answer> = { kept: false; answer: Answer } | { kept: true }

/**
 * Sends a command that may wait, or stores it: while offline, and behind waiting commands of its aggregate, to keep
 * their order. Throws the server's refusal.
 */
export async function sendOrKeep<Answer>(command: Command): Promise<Sent<Answer>> {
  const { endpoint, params, body, visitToken, as, key = newId() } = command
  if (await isWaiting(command.aggregate)) {
    await enqueue({ ...command, key }, true)
    return { kept: true }
  }
  try {
    const answer = await request<Answer>(endpoint, {
      ...(params && { params }),
      ...(body === undefined ? {} : { body }),
      ...(visitToken !== undefined && { visitToken }),
      ...(as && { as }),
      key,
    })
    return { kept: false, answer }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'network') throw error
    await enqueue({ ...command, key })
    return { kept: true }
  }
}
