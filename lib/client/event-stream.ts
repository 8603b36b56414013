import { StreamConnection, type StreamFrame } from './stream-connection'
import { StreamLeader } from './stream-leader'
import {
  concerns,
  connectionName,
  earlierCursor,
  isSilent,
  type JoinedTopics,
  joinTopics,
  type StreamTopics,
} from './stream-rules'

/** `offline`: nothing is received from the server; the screen may be out of date. */
export type StreamState = 'connecting' | 'live' | 'offline'

export type StreamHandlers = {
  /**
   * In addition to the server's events: `reset` (why: "joined") when a new page made the connection restart, and
   * `refused` when private topics were denied; the public ones continue.
   */
  event(type: string, data: unknown, id: string): void
  /** `since`: when the state began; for `offline`, when the server was last heard from. */
  state(state: StreamState, since: Date): void
}

type Subscription = { topics: StreamTopics; on: StreamHandlers }

/** Milliseconds without a connection before the screen reports it; shorter gaps are not shown. */
const patience = 3_000

/** All pages of this tab that listen to one branch. */
class TabStream {
  private readonly subscriptions = new Set<Subscription>()
  private readonly others = new Map<string, StreamTopics[]>()
  private readonly leader: StreamLeader
  private connection: StreamConnection | null = null
  private state: StreamState = 'connecting'
  private since = new Date()
  private heardAt = Date.now()
  private doubt: ReturnType<typeof setTimeout> | null = null
  private settle: ReturnType<typeof setTimeout> | null = null
  private leads = false
  private publicOnly = false
  private readonly watch: ReturnType<typeof setInterval>

  constructor(name: string) {
    this.leader = new StreamLeader(name, {
      leads: (leads) => this.setLeads(leads),
      asked: () => this.settleSoon(),
      wants: (tab, wanted) => {
        if (wanted.length === 0) this.others.delete(tab)
        else this.others.set(tab, wanted)
        this.settleSoon()
      },
      frame: (frame) => this.hand(frame),
      open: (open) => this.setOpen(open),
      refused: () => this.refused(),
    })
    this.watch = setInterval(() => {
      const silent = isSilent({ open: true, heardAt: this.heardAt, startedAt: 0 }, Date.now())
      if (silent && document.visibilityState === 'visible') this.leader.takeOver()
    }, 15_000)
    this.setOpen(false)
  }

  get isEmpty(): boolean {
    return this.subscriptions.size === 0
  }

  add(subscription: Subscription): void {
    this.subscriptions.add(subscription)
    this.publicOnly = false
    subscription.on.state(this.state, this.since)
    this.settleSoon()
  }

  remove(subscription: Subscription): void {
    this.subscriptions.delete(subscription)
    this.settleSoon()
  }

  close(): void {
    clearInterval(this.watch)
    if (this.doubt !== null) clearTimeout(this.doubt)
    if (this.settle !== null) clearTimeout(this.settle)
    this.connection?.close()
    this.leader.close()
  }

  private setLeads(leads: boolean): void {
    this.leads = leads
    if (!leads) {
      this.connection?.close()
      this.connection = null
    }
    this.others.clear()
    this.settleSoon()
  }

  /** Pages come and go in bursts; the connection changes once per burst. */
  private settleSoon(): void {
    this.settle ??= setTimeout(() => {
      this.settle = null
      this.settleNow()
    }, 20)
  }

  private settleNow(): void {
    const own = [...this.subscriptions].map((one) => one.topics)
    this.leader.ask(own)
    if (!this.leads) return
    const wanted = [...own, ...[...this.others.values()].flat()]
    if (wanted.length === 0) return
    const joined = joinTopics(wanted)
    const topics = this.publicOnly ? { ...joined, lines: [], tickets: [] } : joined
    const start = wanted.map((one) => one.since ?? null).reduce(earlierCursor)
    if (this.connection === null) this.connection = this.connect(topics, start)
    else if (!this.connection.change(topics, start)) this.share({ type: 'reset', data: { why: 'joined' }, id: '' })
  }

  private connect(topics: JoinedTopics, since: string | null): StreamConnection {
    return new StreamConnection(topics, since, {
      frame: (frame) => this.share(frame),
      open: (open) => {
        this.setOpen(open)
        this.leader.passOpen(open)
      },
      refused: () => {
        for (const tab of this.others.keys()) this.leader.passRefused(tab)
        this.refused()
      },
    })
  }

  private share(frame: StreamFrame): void {
    this.hand(frame)
    this.leader.passFrame(frame)
  }

  private refused(): void {
    this.publicOnly = true
    for (const { topics, on } of this.subscriptions) {
      if (topics.ticket !== undefined || topics.lines !== undefined) on.event('refused', null, '')
    }
    this.settleSoon()
  }

  private hand(frame: StreamFrame): void {
    this.heardAt = Date.now()
    if (this.state !== 'live') this.setOpen(true)
    for (const { topics, on } of [...this.subscriptions]) {
      if (concerns(topics, frame.type, frame.data)) on.event(frame.type, frame.data, frame.id)
    }
    if (frame.id === '') return
    for (const { topics } of this.subscriptions) topics.since = frame.id
  }

  private setOpen(open: boolean): void {
    if (this.doubt !== null) clearTimeout(this.doubt)
    this.doubt = null
    if (open) {
      this.heardAt = Date.now()
      this.enter('live', new Date())
    } else if (this.state !== 'offline') {
      const since = new Date(this.heardAt)
      this.doubt = setTimeout(() => this.enter('offline', since), navigator.onLine ? patience : 0)
    }
  }

  private enter(state: StreamState, since: Date): void {
    if (this.state === state) return
    this.state = state
    this.since = since
    for (const { on } of [...this.subscriptions]) on.state(state, since)
  }
}

const tabStreams = new Map<string, TabStream>()

/**
 * Listens to the branch's events until the returned function is called. All pages and tabs of a browser share one
 * connection, because HTTP/1.1 allows six per site and a phone should receive each event once.
 */
export function openStream(topics: StreamTopics, on: StreamHandlers): () => void {
  const name = connectionName(topics)
  const stream = tabStreams.get(name) ?? new TabStream(name)
  tabStreams.set(name, stream)
  const subscription = { topics: { ...topics }, on }
  stream.add(subscription)
  return () => {
    stream.remove(subscription)
    // Navigating between pages briefly leaves no listener; do not reconnect for that.
    setTimeout(() => {
      if (!stream.isEmpty || tabStreams.get(name) !== stream) return
      tabStreams.delete(name)
      stream.close()
    }, 1_000)
  }
}
