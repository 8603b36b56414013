import { ApiError } from '@/lib/client/api-client'
import type { Body } from './changes'

const mostTries = 4

type Named = {
  send: (body: Body) => Promise<void>
  /** Another name in addresses, unlike all that are in use now. */
  nameAnew: () => Promise<string>
}

/** Sends something new that was named here: it gets another name in addresses if somebody has taken that one meanwhile. */
export async function sendNew(body: Body, { send, nameAnew }: Named): Promise<void> {
  let sent = body
  for (let tries = 1; ; tries++) {
    try {
      await send(sent)
      return
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'slug_taken' || tries === mostTries) throw error
      sent = { ...sent, slug: await nameAnew() }
    }
  }
}
