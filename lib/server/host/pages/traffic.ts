import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** A page is rendered after this long even when requests keep coming; one that is only read, after the other. */
export const renderAfterMs = 100
export const readAfterMs = 20

/** Counts requests to endpoints in progress. They go before pages, which take much longer. */
export class Traffic {
  private open = 0
  private waiting: (() => void)[] = []

  /** Counts a request until `work` has settled. */
  async during(work: Promise<void>): Promise<void> {
    this.open++
    try {
      await work
    } finally {
      this.open--
      if (this.open === 0) for (const go of this.waiting.splice(0)) go()
    }
  }

  /** Resolves when no request is in progress, and after `longestMs` even if requests keep coming. */
  async quiet(longestMs: number): Promise<void> {
    // Lets requests that have already arrived start first.
    await nextTurn()
    if (this.open === 0) return
    await new Promise<void>((done) => {
      const timer = setTimeout(done, longestMs)
      this.waiting.push(() => {
        clearTimeout(timer)
        done()
      })
    })
  }
}
