import 'server-only'
import { AppError } from '@/lib/shared/errors'

const retryAfterSeconds = 2

/** The limits of a `PageLine`. */
export type PageLimits = {
  /** Pages rendered at the same time. */
  atOnce: number
  /** Waiting requests of one client, and of all. */
  mostOfOne: number
  mostOfAll: number
}

/**
 * The queue of requests whose page must be rendered. Clients take turns, so one that asks for a hundred pages delays
 * others by one page only.
 */
export class PageLine {
  private running = 0
  private waiting = 0
  private readonly clients = new Map<string, (() => void)[]>()

  constructor(private readonly limits: PageLimits) {}

  /** Resolves when the client's page may be rendered; call the result afterwards. Throws `unavailable` when the queue is full. */
  async enter(client: string): Promise<() => void> {
    await this.place(client)
    let left = false
    return () => {
      if (left) return
      left = true
      this.leave()
    }
  }

  private place(client: string): Promise<void> | undefined {
    const { atOnce, mostOfOne, mostOfAll } = this.limits
    if (this.running < atOnce) {
      this.running++
      return undefined
    }
    const own = this.clients.get(client) ?? []
    if (own.length >= mostOfOne || this.waiting >= mostOfAll) throw new AppError('unavailable', { retryAfterSeconds })
    this.waiting++
    this.clients.set(client, own)
    return new Promise((go) => own.push(go))
  }

  /** Passes the place to the next client; a client with more requests goes to the end. */
  private leave(): void {
    const [first] = this.clients
    if (!first) {
      this.running--
      return
    }
    const [client, own] = first
    const go = own.shift()
    this.clients.delete(client)
    if (own.length > 0) this.clients.set(client, own)
    this.waiting--
    go?.()
  }
}
