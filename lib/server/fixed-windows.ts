import 'server-only'

type Window = { used: number; endsAt: number }

/** After so many keys the oldest are forgotten early, which can only let somebody use more. */
const most = 100_000

/** What a window says after a use: how many there were in it, and the milliseconds until it ends. */
export type Use = { used: number; endsInMs: number }

/**
 * Counts the uses of each key in this process, in windows of `ms` milliseconds that begin with a key's first use. Windows
 * that ended are dropped with all of their generation, so that a key costs no timer. `now` must never go back.
 */
export class FixedWindows {
  private recent = new Map<string, Window>()
  private older = new Map<string, Window>()
  private since = Number.NEGATIVE_INFINITY

  constructor(readonly ms: number) {}

  /** How many windows are remembered, ended ones among them: those of the last two times `ms`, and 200,000 at most. */
  get size(): number {
    return this.recent.size + this.older.size
  }

  /** Whatever began in the older generation has ended by the time that the next one is `ms` old. */
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
