import 'server-only'
import { config } from '../config/config'
import { log } from '../log'
import { metrics } from '../metrics'
import { stillGood } from '../session'
import { singleton } from '../singleton'
import { bus } from './bus'
import { Channel } from './channel'
import { readClocks } from './event-store'
import { byeFrame, noteFrame } from './frame'
import type { Reader } from './reader'

const clockCheckMs = 2_000
const rightsCheckMs = 4_000
const stalledMs = 10_000

/** All channels and open streams of this process. */
class Hub {
  private readonly channels = new Map<string, Promise<Channel>>()
  private readonly open = new Map<Reader, Channel>()
  private readonly timers: NodeJS.Timeout[]
  private readonly ready = new Map<string, Channel>()
  draining = false

  constructor() {
    bus().subscribe((batch) => this.ready.get(batch.branchId)?.receive(batch))
    this.timers = [
      setInterval(() => void this.attempt('clock', () => this.checkClocks()), clockCheckMs),
      setInterval(() => void this.attempt('rights', () => this.checkRights()), rightsCheckMs),
      setInterval(() => this.heartbeat(), config().heartbeatSeconds * 1_000),
    ]
    for (const timer of this.timers) timer.unref()
  }

  /** The channel of a branch, opened on first use. */
  channel(branchId: string): Promise<Channel> {
    const known = this.channels.get(branchId)
    if (known) return known
    const opening = Channel.open(branchId).then(
      (channel) => {
        this.ready.set(branchId, channel)
        // What was committed between reading the clock and listening is found now.
        void this.attempt('open', () => channel.check())
        return channel
      },
      (error: unknown) => {
        this.channels.delete(branchId)
        throw error
      },
    )
    this.channels.set(branchId, opening)
    return opening
  }

  /** Streams open in this process. */
  get size(): number {
    return this.open.size
  }

  attach(channel: Channel, reader: Reader): void {
    channel.add(reader)
    this.open.set(reader, channel)
    metrics().streams.set(this.open.size)
  }

  detach(reader: Reader): void {
    reader.closed = true
    this.open.get(reader)?.remove(reader)
    this.open.delete(reader)
    metrics().streams.set(this.open.size)
  }

  /** Ends every stream in batches within `withinMs`, telling each when to come back, so that they do not return at once. */
  async drain(withinMs: number): Promise<void> {
    this.draining = true
    const readers = [...this.open.keys()]
    const batch = Math.max(50, Math.ceil(readers.length / 20))
    for (let at = 0; at < readers.length; at += batch) {
      for (const reader of readers.slice(at, at + batch)) {
        reader.write(byeFrame(500 + Math.floor(Math.random() * 4_500)))
        reader.end()
        this.detach(reader)
      }
      await new Promise((done) => setTimeout(done, withinMs / 20))
    }
    for (const timer of this.timers) clearInterval(timer)
  }

  private heartbeat(): void {
    const now = Date.now()
    const frames = new Map<Channel, ReturnType<typeof noteFrame>>()
    for (const [reader, channel] of this.open) {
      const frame =
        frames.get(channel) ?? noteFrame(channel.head, 'heartbeat', `{"at":"${new Date(now).toISOString()}"}`)
      frames.set(channel, frame)
      reader.checkStalled(now, stalledMs)
      reader.write(frame)
    }
  }

  private async checkClocks(): Promise<void> {
    if (this.ready.size === 0) return
    const clocks = await readClocks([...this.ready.keys()])
    await Promise.all([...this.ready].map(([id, channel]) => channel.check(clocks.get(id))))
  }

  /** Closes the streams whose session has ended. */
  private async checkRights(): Promise<void> {
    const ids = new Set([...this.open.keys()].flatMap((reader) => reader.sessionId ?? []))
    if (ids.size === 0) return
    const good = await stillGood([...ids], new Date())
    for (const reader of [...this.open.keys()]) {
      if (reader.sessionId === null || good.has(reader.sessionId)) continue
      reader.end()
      this.detach(reader)
    }
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log().warn({ what, reason: (error as Error).message }, 'the hub will try again')
    }
  }
}

/** The hub of this process. */
export function hub(): Hub {
  return singleton('hub', () => new Hub())
}
