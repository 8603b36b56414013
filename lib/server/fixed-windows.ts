import 'server-only'

type Window = { used: number; endsAt: number }

/** Beyond this number the oldest keys are dropped early, which can only allow more uses. */
const most = 100_000

/** The state of a window after a use: the number of uses in it, and the milliseconds until it ends. */
export type Use = { used: number; endsInMs: number }

/**
 * Counts the uses of each key in this process, in windows of `ms` milliseconds that start with a key's first use. Ended
 * windows are dropped a generation at a time, so that no key needs a timer. `now` must never go back.
 */
export class FixedWindows {
  private recent = new Map<string, Window>()
  private older = new Map<string, Window>()
  private since = Number.NEGATIVE_INFINITY

  constructor(readonly ms: number) {}

  /** The number of windows in memory, including ended ones: those of the last two times `ms`, and at most 200,000. */
  get size(): number {
    return this.recent.size + this.older.size
  }

  /** All windows of the older generation have ended once the next one is `ms` old. */
  private turnOver(now: number): void {
    const age = now - this.since
    if (age < this.ms && this.recent.size < most) return
    this.older = age < 2 * this.ms ? this.recent : new Map()
    this.recent = new Map()
    this.since = now
  }

  private windowOf(key: string, now: number): Window {
    const known = this.recent.get(key) ?? this.older.get(key)
    const window = known && now < known.endsAt ? known : { used: 0, endsAt: now + this.ms }
    this.recent.set(key, window)
    return window
  }

  /** Counts one use of a key. */
  use(key: string, now: number): Use {
    this.turnOver(now)
    const window = this.windowOf(key, now)
    window.used++
    return { used: window.used, endsInMs: window.endsAt - now }
  }
}
