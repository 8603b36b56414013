import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { singleton } from '../singleton'

/** The part of all places that any network may take. The rest is for staff, devices and networks below their share. */
const openToAll = 0.9
const refused = { retryAfterSeconds: 2 }

type Newcomer = {
  network: string
  /** Staff and devices: they get a place as long as any visitor has one. */
  isPreferred: boolean
}

/** The open streams of visitors by network, and who may open one more when places run out. */
export class StreamShares {
  private readonly networks = new Map<string, Set<() => void>>()

  /**
   * Admits a stream when `open` of at most `most` are open. When all places are taken, ends the newest stream of the network
   * that has the most, if that is more than its share. Throws `unavailable` for a network that has its share already.
   */
  admit({ network, isPreferred }: Newcomer, open: number, most: number): void {
    if (open < most * openToAll) return
    const own = this.networks.get(network)?.size ?? 0
    const share = most / (this.networks.size + (own === 0 ? 1 : 0))
    if (!isPreferred && own >= share) throw new AppError('unavailable', refused)
    if (open < most) return
    const largest = [...this.networks.values()].reduce((one, other) => (other.size > one.size ? other : one), new Set())
    const newest = largest.size > (isPreferred ? 0 : Math.max(1, share)) ? [...largest].at(-1) : undefined
    if (!newest) throw new AppError('unavailable', refused)
    newest()
  }

  /** Counts a visitor's stream; call the result when it is closed. `end` ends it. */
  take(network: string, end: () => void): () => void {
    const own = this.networks.get(network) ?? new Set()
    this.networks.set(network, own.add(end))
    return () => {
      own.delete(end)
      if (own.size === 0 && this.networks.get(network) === own) this.networks.delete(network)
    }
  }
}

/** The shares of this process. */
export const streamShares = (): StreamShares => singleton('stream-shares', () => new StreamShares())
