import { streamEndpoint } from '@/lib/shared/stream-endpoint'
import { backOff } from './retry-rules'
import { afterRefusal, earlierCursor, isSilent, type JoinedTopics, streamQuery } from './stream-rules'

/** One message of the stream. `id` is the cursor after it, empty where the server sent none. */
export type StreamFrame = { type: string; data: unknown; id: string }

type Handlers = {
  frame(frame: StreamFrame): void
  /** Whether the connection is open and receiving: behind some proxies it opens and nothing ever arrives. */
  open(open: boolean): void
  /** The server denied a private topic. */
  refused(): void
}

const types = ['queue_update', 'line_update', 'line_people', 'ticket_update', 'reset', 'heartbeat', 'bye']
const lookEvery = 5_000

/**
 * Keeps one EventSource open until it is closed: reconnects with the cursor after an error, after silence, and when a
 * phone wakes up (browsers then often report a dead stream as open).
 */
export class StreamConnection {
  private source: EventSource | null = null
  private topics: JoinedTopics
  private cursor: string | null
  private tries = 0
  /** The state last reported to the owner; kept through a planned reopening. */
  private isOpen = false
  /** Whether the current source has received anything. */
  private speaking = false
  private heardAt = 0
  private startedAt = 0
  private timer: ReturnType<typeof setTimeout> | null = null
  private readonly watch: ReturnType<typeof setInterval>
  /** The pending request for the reason of a refused try; one per try. */
  private asked: AbortController | null = null
  private readonly ended = new AbortController()

  constructor(
    topics: JoinedTopics,
    since: string | null,
    private readonly on: Handlers,
  ) {
    this.topics = topics
    this.cursor = since
    this.watch = setInterval(() => this.reopenIfSilent(), lookEvery)
    const { signal } = this.ended
    window.addEventListener('online', () => this.reopen(), { signal })
    // Some browsers keep a dead stream for minutes. If they are wrong about being offline, the next try succeeds.
    window.addEventListener('offline', () => this.failed(), { signal })
    window.addEventListener('pageshow', (event) => event.persisted && this.reopen(), { signal })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.reopen(), {
      signal,
    })
    this.connect()
  }

  /**
   * Changes the topics and resumes from a cursor old enough that no event is missed. Returns false if there is none: the
   * queues then come as snapshots, but private state must be fetched again.
   */
  change(topics: JoinedTopics, since: string | null): boolean {
    const before = this.cursor
    this.topics = topics
    this.cursor = earlierCursor(before, since)
    this.reopen()
    return before === null || this.cursor !== null
  }

  close(): void {
    this.ended.abort()
    clearInterval(this.watch)
    this.stop()
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.source?.close()
    this.source = null
    this.asked?.abort()
    this.asked = null
  }

  private reopen(): void {
    this.tries = 0
    this.connect()
  }

  private reopenIfSilent(): void {
    if (this.source === null) return
    if (isSilent({ open: this.speaking, heardAt: this.heardAt, startedAt: this.startedAt }, Date.now())) this.failed()
  }

  private connect(): void {
    this.stop()
    // Browsers before 2021 ignore the signal of a listener.
    if (this.ended.signal.aborted) return
    this.speaking = false
    this.startedAt = Date.now()
    const source = new EventSource(`${streamEndpoint.path}?${streamQuery(this.topics, this.cursor)}`)
    this.source = source
    for (const type of types) {
      source.addEventListener(type, (event) => {
        if (this.source === source) this.heard(type, event as MessageEvent<string>)
      })
    }
    source.addEventListener('error', () => {
      if (this.source === source) this.failed()
    })
  }

  private speaks(): void {
    this.heardAt = Date.now()
    this.speaking = true
    this.tries = 0
    if (this.isOpen) return
    this.isOpen = true
    this.on.open(true)
  }

  private lost(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.on.open(false)
  }

  private heard(type: string, event: MessageEvent<string>): void {
    this.speaks()
    const data = parse(event.data)
    if (type === 'bye') {
      this.again(byeIn(data))
      return
    }
    this.on.frame({ type, data, id: event.lastEventId })
    if (event.lastEventId !== '') this.cursor = event.lastEventId
  }

  /** Replaces the browser's own retry, which keeps the old address and stops on any status but 200. */
  private failed(): void {
    const refused = this.source !== null && !this.speaking
    this.lost()
    this.again(backOff(this.tries, 1_000, 30_000, Math.random()))
    this.tries += 1
    if (refused) void this.askWhy()
  }

  private again(pause: number): void {
    this.stop()
    this.timer = setTimeout(() => this.connect(), pause)
  }

  /** EventSource hides the status, so the same URL is requested once more to learn why. */
  private async askWhy(): Promise<void> {
    const asked = new AbortController()
    this.asked = asked
    try {
      const answer = await fetch(`${streamEndpoint.path}?${streamQuery(this.topics, this.cursor)}`, {
        signal: asked.signal,
      })
      const body = answer.ok ? '' : await answer.text()
      const overtaken = this.asked !== asked
      asked.abort()
      if (overtaken || answer.ok) return
      this.decide(afterRefusal(answer.status, codeOf(parse(body)), this.topics))
    } catch {
      this.lost()
    }
  }

  private decide(next: ReturnType<typeof afterRefusal>): void {
    if (next === 'public_only') this.on.refused()
    if (next !== 'forget_cursor') return
    this.cursor = null
    this.reopen()
  }
}

function codeOf(problem: unknown): string {
  const code: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'code') : undefined
  return typeof code === 'string' ? code : ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function byeIn(data: unknown): number {
  const ms: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'in') : undefined
  return typeof ms === 'number' && ms >= 0 && ms <= 60_000 ? ms : 1_000
}
