import 'server-only'
import { log } from '../log'
import { metrics } from '../metrics'
import type { EventBatch, LoggedEvent } from './event'
import { type Clock, readClock, readEventsAfter, readNewestEvents } from './event-store'
import { fanOut } from './fan-out'
import { eventFrame, type Frame, heartbeatFrame } from './frame'
import type { Reader } from './reader'
import { shareOf } from './replay-shares'
import { Ring } from './ring'
import { type Snapshot, Snapshots } from './snapshots'

const reorderMs = 50
const earlyMost = 5_000
const fillPage = 1_000
const rememberedAtStart = 1_000

/**
 * One branch's events in this process: orders them, drops duplicates, reads missing ones from the database, and passes
 * each to the readers of its topic.
 */
export class Channel {
  readonly readers = new Set<Reader>()
  private readonly ring: Ring
  private readonly byTopic = new Map<string, Set<Reader>>()
  private readonly early = new Map<number, LoggedEvent>()
  private readonly snapshots = new Snapshots()
  private filling: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null

  private constructor(
    readonly branchId: string,
    private clock: Clock,
    knownAfter: number,
  ) {
    this.ring = new Ring(shareOf, knownAfter)
  }

  /**
   * Opens the channel at the branch's current position, with its newest events, so that replay after a restart needs no
   * query.
   */
  static async open(branchId: string): Promise<Channel> {
    const clock = await readClock(branchId)
    const newest = await readNewestEvents(branchId, clock.seq, rememberedAtStart)
    const channel = new Channel(branchId, clock, clock.seq - newest.length)
    for (const event of newest) channel.keep(event)
    return channel
  }

  get head(): Clock {
    return this.clock
  }

  /** Receives published events: in order, repeated or early. */
  receive(batch: EventBatch): void {
    if (batch.epoch !== this.clock.epoch) {
      this.repair()
      return
    }
    for (const event of batch.events) {
      // Batches that do not fit are read from the database later.
      if (event.seq > this.clock.seq && this.early.size < earlyMost) this.early.set(event.seq, event)
    }
    this.deliverEarly()
    if (this.early.size > 0) this.timer ??= setTimeout(() => this.repair(), reorderMs)
  }

  /** Compares with the database's clock and reads lost events; if that is impossible, restarts. */
  async check(known?: Clock): Promise<void> {
    const clock = known ?? (await readClock(this.branchId))
    const isBehind = (): boolean => clock.epoch === this.clock.epoch && clock.seq > this.clock.seq
    if (clock.epoch !== this.clock.epoch) this.restart(clock, 'epoch')
    // The pending read may have begun before the clock was read.
    for (let round = 0; round < 2 && isBehind(); round++) await this.fill()
    if (isBehind()) this.restart(clock, 'too_old')
  }

  add(reader: Reader): void {
    this.readers.add(reader)
    for (const topic of reader.topics) {
      const set = this.byTopic.get(topic) ?? new Set()
      this.byTopic.set(topic, set.add(reader))
    }
    metrics().streams.inc()
  }

  remove(reader: Reader): void {
    if (!this.readers.delete(reader)) return
    for (const topic of reader.topics) {
      const set = this.byTopic.get(topic)
      set?.delete(reader)
      if (set?.size === 0) this.byTopic.delete(topic)
    }
    metrics().streams.dec()
  }

  /** Whether `missed` can answer for these topics after `seq` without the database. */
  reaches(seq: number, topics: ReadonlySet<string>): boolean {
    return this.ring.reaches(seq, this.clock.seq, topics)
  }

  /** The events of these topics after `seq`, or null when this process no longer holds them all. */
  missed(seq: number, topics: ReadonlySet<string>): Frame[] | null {
    return this.ring.after(seq, this.clock.seq, topics)
  }

  /** The newest snapshot of a topic, if this process has one. */
  latest(topic: string): Snapshot | undefined {
    return this.snapshots.latest(topic)
  }

  /** Reads a topic's snapshot from the database, once for all concurrent callers; events of `type` keep it current. */
  load(topic: string, type: string, read: () => Promise<string>): Promise<void> {
    return this.snapshots.load(topic, type, () => this.clock, read)
  }

  /** Sends the current position to every reader. */
  heartbeat(at: Date): void {
    if (this.readers.size === 0) return
    const frame = heartbeatFrame(this.clock, at)
    fanOut(this.readers, frame)
  }

  private repair(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.check().catch((error: Error) => {
      log().warn({ branch: this.branchId, reason: error.message }, 'missing events could not be read yet')
    })
  }

  private deliverEarly(): void {
    for (let next = this.early.get(this.clock.seq + 1); next; next = this.early.get(this.clock.seq + 1)) {
      this.early.delete(next.seq)
      this.deliver(next)
    }
    if (this.early.size > 0 || !this.timer) return
    clearTimeout(this.timer)
    this.timer = null
  }

  private keep(event: LoggedEvent): Frame {
    const frame = eventFrame(this.clock.epoch, event)
    this.ring.push({ seq: event.seq, topic: event.topic, frame })
    return frame
  }

  private deliver(event: LoggedEvent): void {
    this.clock = { epoch: this.clock.epoch, seq: event.seq }
    const frame = this.keep(event)
    this.snapshots.follow(event)
    const readers = this.byTopic.get(event.topic)
    if (!readers) return
    metrics().delivered.inc(readers.size)
    fanOut(readers, frame)
  }

  private fill(): Promise<void> {
    this.filling ??= this.readMissing().finally(() => {
      this.filling = null
    })
    return this.filling
  }

  /** Reads everything after the current position, as far as the log has no gap. */
  private async readMissing(): Promise<void> {
    for (;;) {
      const { epoch, seq } = this.clock
      const events = await readEventsAfter(this.branchId, seq, fillPage)
      if (this.clock.epoch !== epoch) return
      for (const event of events) {
        if (event.seq !== this.clock.seq + 1) continue
        metrics().eventsRepaired.inc()
        this.deliver(event)
      }
      for (const early of this.early.keys()) if (early <= this.clock.seq) this.early.delete(early)
      this.deliverEarly()
      if (events.length < fillPage || this.clock.seq === seq) return
    }
  }

  /**
   * Restarts at `clock` with an unknown past. Every reader is disconnected; its old cursor makes its next stream begin
   * with `reset`.
   */
  private restart(clock: Clock, why: 'epoch' | 'too_old'): void {
    log().warn({ branch: this.branchId, why }, 'event stream restarted')
    this.clock = clock
    this.ring.restart(clock.seq)
    this.early.clear()
    this.snapshots.clear()
    for (const reader of [...this.readers]) reader.dismiss(Math.floor(Math.random() * 2_000))
  }
}
