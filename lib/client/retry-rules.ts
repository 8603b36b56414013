const repeatable = new Set([429, 502, 503, 504])
const pauses = [100, 200, 400]
const longestPause = 5_000

/**
 * How long to wait before repeating a request, or null to give up.
 * `status` 0 means that no answer came. `retryAfter` is the header's text, in seconds or as a date.
 */
export function pauseBeforeRetry(tries: number, status: number, retryAfter: string | null, now: number): number | null {
  const pause = pauses[tries]
  if (pause === undefined || (status !== 0 && !repeatable.has(status))) return null
  const asked = retryAfter === null ? 0 : retryAfterMs(retryAfter, now)
  return asked > longestPause ? null : Math.max(pause, asked)
}

function retryAfterMs(text: string, now: number): number {
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return seconds * 1_000
  const date = Date.parse(text)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}

/** Exponential pause with full jitter in its upper half, so that phones cut off together do not come back together. */
export function backOff(tries: number, first: number, longest: number, random: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(tries, 20))
  return Math.round(whole / 2 + (whole / 2) * random)
}
