import { setTimeout as delay } from 'node:timers/promises'

/** Waits until `look` returns something other than false, null or undefined; throws with `what` after `withinMs`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T> | T,
  withinMs = 10_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const seen = await look()
    if (seen !== false && seen !== null && seen !== undefined) return seen as Exclude<T, false | null | undefined>
    if (Date.now() > deadline) throw new Error(`timed out after ${withinMs} ms: ${what}`)
    await delay(25)
  }
}
