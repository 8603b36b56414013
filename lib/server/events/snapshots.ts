import { snapshotType } from './event'
import type { Clock } from './event-store'
import { type Frame, noteFrame } from './frame'

/** The newest public state of a topic, as text and as it is sent, and the position it is true at. */
export type Snapshot = { seq: number; json: string; frame: Frame }

/** The newest snapshot of each topic of a branch: a new reader costs no query. */
export class Snapshots {
  private readonly known = new Map<string, Snapshot>()
  private readonly loading = new Map<string, Promise<void>>()

  latest(topic: string): Snapshot | undefined {
    return this.known.get(topic)
  }

  set(topic: string, seq: number, json: string): void {
    this.known.set(topic, { seq, json, frame: noteFrame(snapshotType, json) })
  }

  clear(): void {
    this.known.clear()
    this.loading.clear()
  }

  /** Has a snapshot read from the database, once for all who need it now. */
  load(topic: string, head: () => Clock, read: () => Promise<string>): Promise<void> {
    const running = this.loading.get(topic)
    if (running) return running
    const loading = this.loadOnce(topic, head, read).finally(() => this.loading.delete(topic))
    this.loading.set(topic, loading)
    return loading
  }

  private async loadOnce(topic: string, head: () => Clock, read: () => Promise<string>): Promise<void> {
    // The position is taken before the data: what comes between is applied twice, never missed.
    const { epoch, seq } = head()
    const json = await read()
    const known = this.known.get(topic)
    if (epoch === head().epoch && (!known || known.seq <= seq)) this.set(topic, seq, json)
  }
}
