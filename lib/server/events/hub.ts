import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { config } from '../config/config'
import { noteDeviceSeen } from '../identity/device-activity'
import { credentialName, validCredentials } from '../identity/valid-credentials'
import { log } from '../log'
import { singleton } from '../singleton'
import { bus } from './bus'
import { Channel } from './channel'
import { readClocks } from './event-store'
import type { Reader } from './reader'

const clockCheckMs = 2_000
const rightsCheckMs = 3_000
const stalledCheckMs = 2_500

/** When a disconnected reader should reconnect; random, so that not all return at once. */
const comeBackMs = (): number => 500 + Math.floor(Math.random() * 4_500)

/** All channels and open streams of this process. */
class Hub {
  private readonly channels = new Map<string, Promise<Channel>>()
  private readonly ready = new Map<string, Channel>()
  private readonly timers: NodeJS.Timeout[]
  draining = false

  constructor() {
    bus().subscribe((batch) => this.ready.get(batch.branchId)?.receive(batch))
    this.timers = [
      this.every(clockCheckMs, 'clock', () => this.checkClocks()),
      this.every(rightsCheckMs, 'rights', () => this.checkRights()),
      this.every(stalledCheckMs, 'stalled', () => this.checkStalled()),
      this.every(config().heartbeatSeconds * 1_000, 'heartbeat', () => this.heartbeat()),
    ]
  }

  /** The channel of a branch, opened on first use. */
  channel(branchId: string): Promise<Channel> {
    const known = this.channels.get(branchId)
    if (known) return known
    const opening = Channel.open(branchId).then(
      (channel) => {
        // Events committed between reading the clock and now are found by the next check of the clock.
        this.ready.set(branchId, channel)
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
    let size = 0
    for (const channel of this.ready.values()) size += channel.readers.size
    return size
  }

  /** Admits a reader, which may have connected before draining began. */
  admit(channel: Channel, reader: Reader): void {
    channel.add(reader)
    if (this.draining) setImmediate(() => reader.dismiss(comeBackMs()))
  }

  /** Ends every stream in batches within `withinMs`, telling each when to reconnect. */
  async drain(withinMs: number): Promise<void> {
    this.draining = true
    const readers = this.everyReader()
    const batch = Math.max(50, Math.ceil(readers.length / 20))
    for (let at = 0; at < readers.length; at += batch) {
      for (const reader of readers.slice(at, at + batch)) reader.dismiss(comeBackMs())
      await delay(withinMs / 20)
    }
    for (const timer of this.timers) clearInterval(timer)
  }

  private everyReader(): Reader[] {
    return [...this.ready.values()].flatMap((channel) => [...channel.readers])
  }

  private heartbeat(): void {
    const at = new Date()
    for (const channel of this.ready.values()) channel.heartbeat(at)
  }

  private checkStalled(): void {
    const now = Date.now()
    for (const reader of this.everyReader()) reader.checkStalled(now)
  }

  private async checkClocks(): Promise<void> {
    if (this.ready.size === 0) return
    const clocks = await readClocks([...this.ready.keys()])
    await Promise.all([...this.ready].map(([id, channel]) => channel.check(clocks.get(id))))
  }

  /** Closes the streams whose credential has ended or changed its permissions. */
  private async checkRights(): Promise<void> {
    const readers = this.everyReader()
    const credentials = readers.flatMap((reader) => reader.credential ?? [])
    if (credentials.length === 0) return
    const now = new Date()
    const good = await validCredentials(credentials, now)
    for (const reader of readers) {
      const { credential } = reader
      if (!credential) continue
      if (!good.has(credentialName(credential))) reader.end()
      // A hall screen that only listens counts as present.
      else if (credential.kind === 'device') noteDeviceSeen(credential.id, now)
    }
  }

  /** Runs `work` at an interval, never concurrently; failures are logged and retried. */
  private every(ms: number, what: string, work: () => Promise<void> | void): NodeJS.Timeout {
    let running = false
    const attempt = async (): Promise<void> => {
      if (running) return
      running = true
      try {
        await work()
      } catch (error) {
        log().warn({ what, reason: (error as Error).message }, 'a periodic task of the hub failed and will be retried')
      }
      running = false
    }
    return setInterval(() => void attempt(), ms).unref()
  }
}

/** The hub of this process. */
export function hub(): Hub {
  return singleton('hub', () => new Hub())
}
