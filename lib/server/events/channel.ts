import 'server-only'
import { log } from '../log'
import { metrics } from '../metrics'
import { type Clock, readClock, readEventsAfter } from './event-store'
import { type EventBatch, type LoggedEvent, snapshotType } from './event'
import { eventFrame, noteFrame } from './frame'
import { Ring } from './ring'
import type { Reader } from './reader'

const reorderMs = 50
const fillPage = 1_000

/** The newest public snapshot of a topic, as text, and the position it is true at. */
export type Retained = { seq: number; type: string; json: string }

/**
 * One branch's events in this process: puts them in order, drops repeats, finds the lost ones in the database,
 * and hands each to the readers of its topic.
 */
export class Channel {
  readonly ring = new Ring()
  private readonly readers = new Map<string, Set<Reader>>()
  private readonly early = new Map<number, LoggedEvent>()
  private readonly retained = new Map<string, Retained>()
  private filling: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null

  private constructor(
    readonly branchId: string,
    private clock: Clock,
  ) {}

  /** Opens the channel at the branch's present position. */
  static async open(branchId: string): Promise<Channel> {
    return new Channel(branchId, await readClock(branchId))
  }

  get head(): Clock {
    return this.clock
  }

  /** Takes published events: in order, repeated or early. */
  receive(batch: EventBatch): void {
    if (batch.epoch !== this.clock.epoch) {
      void this.check()
      return
    }
    for (const event of batch.events) if (event.seq > this.clock.seq) this.early.set(event.seq, event)
    this.drainEarly()
    if (this.early.size > 0 && !this.timer) this.timer = setTimeout(() => void this.fill(), reorderMs)
  }

  /** Compares with the database's clock: repairs what a lost publication left out, or resets when the epoch changed. */
  async check(known?: Clock): Promise<void> {
    const clock = known ?? (await readClock(this.branchId))
    if (clock.epoch !== this.clock.epoch) this.restart(clock, 'epoch')
    else if (clock.seq > this.clock.seq) await this.fill()
  }

  /** Reads from the database everything after the present position. One read at a time. */
  fill(): Promise<void> {
    this.filling ??= this.readMissing().finally(() => {
      this.filling = null
    })
    return this.filling
  }

  add(reader: Reader): void {
    for (const topic of reader.topics) {
      const set = this.readers.get(topic) ?? new Set()
      this.readers.set(topic, set.add(reader))
    }
  }

  remove(reader: Reader): void {
    for (const topic of reader.topics) {
      const set = this.readers.get(topic)
      set?.delete(reader)
      if (set?.size === 0) this.readers.delete(topic)
    }
  }

  /** The newest snapshot of a topic, if this process has one. */
  latest(topic: string): Retained | undefined {
    return this.retained.get(topic)
  }

  /** Keeps a snapshot that was read from the database at `seq`, unless a newer one came meanwhile. */
  retain(topic: string, snapshot: Retained): void {
    const known = this.retained.get(topic)
    if (!known || known.seq <= snapshot.seq) this.retained.set(topic, snapshot)
  }

  forget(topic: string): void {
    this.retained.delete(topic)
  }

  private drainEarly(): void {
    for (let next = this.early.get(this.clock.seq + 1); next; next = this.early.get(this.clock.seq + 1)) {
      this.early.delete(next.seq)
      this.deliver(next)
    }
    if (this.early.size === 0 && this.timer) {
      clearTimeout(this.timer)
      this.timer = null
    }
  }

  private deliver(event: LoggedEvent): void {
    this.clock = { epoch: this.clock.epoch, seq: event.seq }
    this.ring.push(event)
    if (event.type === snapshotType) this.retained.set(event.topic, event)
    const readers = this.readers.get(event.topic)
    if (!readers) return
    const frame = eventFrame(this.clock.epoch, event)
    for (const reader of readers) reader.write(frame)
    metrics().delivered.inc(readers.size)
  }

  private async readMissing(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    for (;;) {
      const from = this.clock.seq
      const events = await readEventsAfter(this.branchId, from, fillPage)
      const first = events.find((event) => event.seq > this.clock.seq)
      if (first && first.seq > this.clock.seq + 1) {
        this.restart(await readClock(this.branchId), 'too_old')
        return
      }
      for (const event of events) {
        if (event.seq !== this.clock.seq + 1) continue
        metrics().eventsRepaired.inc()
        this.deliver(event)
      }
      for (const seq of this.early.keys()) if (seq <= this.clock.seq) this.early.delete(seq)
      this.drainEarly()
      if (events.length < fillPage) return
    }
  }

  /** The past is unknown: everybody is told to start from what is true now. */
  private restart(clock: Clock, why: 'epoch' | 'too_old'): void {
    log().warn({ branch: this.branchId, why }, 'event stream restarted')
    this.clock = clock
    this.ring.clear()
    this.early.clear()
    this.retained.clear()
    const frame = noteFrame(clock, 'reset', JSON.stringify({ why }))
    const told = new Set<Reader>()
    for (const set of this.readers.values()) for (const reader of set) told.add(reader)
    for (const reader of told) {
      reader.write(frame)
      reader.restarted()
    }
  }
}
