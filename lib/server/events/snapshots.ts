import type { Clock } from './event-store'
import { type Frame, noteFrame } from './frame'

/** The newest public state of a topic, as text and framed, and its position. */
export type Snapshot = { seq: number; json: string; frame: Frame }

/** The newest snapshot of each requested topic of a branch, so that a new reader costs no query. */
export class Snapshots {
  /** The type of event that contains the state of a topic. */
  private readonly types = new Map<string, string>()
  private readonly known = new Map<string, Snapshot>()
  private readonly loading = new Map<string, Promise<void>>()

  latest(topic: string): Snapshot | undefined {
    return this.known.get(topic)
  }

  /** Stores the state in an event if its topic was requested. */
  follow(event: { topic: string; type: string; seq: number; json: string }): void {
    if (this.types.get(event.topic) === event.type) this.set(event.topic, event.type, event.seq, event.json)
  }

  clear(): void {
    this.known.clear()
    this.loading.clear()
  }

  /** Reads a snapshot from the database, once for all concurrent callers; events of `type` then keep it current. */
  load(topic: string, type: string, head: () => Clock, read: () => Promise<string>): Promise<void> {
    const running = this.loading.get(topic)
    if (running) return running
    this.types.set(topic, type)
    const loading = this.loadOnce(topic, type, head, read).finally(() => this.loading.delete(topic))
    this.loading.set(topic, loading)
    return loading
  }

  private set(topic: string, type: string, seq: number, json: string): void {
    this.known.set(topic, { seq, json, frame: noteFrame(type, json) })
  }

  private async loadOnce(topic: string, type: string, head: () => Clock, read: () => Promise<string>): Promise<void> {
    // The position is taken before the data: events in between are applied twice, never missed.
    const { epoch, seq } = head()
    const json = await read()
    const known = this.known.get(topic)
    if (epoch === head().epoch && (!known || known.seq <= seq)) this.set(topic, type, seq, json)
  }
}
