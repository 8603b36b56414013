import { newId } from '@/lib/shared/ids'
import { withBrowserLock } from './browser-lock'
import type { StreamFrame } from './stream-connection'
import type { StreamTopics } from './stream-rules'
import { openTabChannel } from './tab-channel'

type Message =
  | { kind: 'wants'; tab: string; wanted: StreamTopics[] }
  | { kind: 'frame'; frame: StreamFrame }
  | { kind: 'open'; open: boolean }
  | { kind: 'refused'; tab: string }
  | { kind: 'who' }

type Handlers = {
  /** This tab now holds the browser's only connection, or no longer does. */
  leads(leads: boolean): void
  /** A new leader asks for this tab's topics. */
  asked(): void
  /** Another tab asks the leader for these topics. */
  wants(tab: string, wanted: StreamTopics[]): void
  frame(frame: StreamFrame): void
  open(open: boolean): void
  refused(): void
}

/**
 * Elects, among the tabs of this browser, the one that holds the connection, and relays its events to the others.
 * The tab that became visible last leads: phones freeze hidden tabs, and a frozen leader would deliver nothing.
 * Web Locks exist only over https or on localhost, and some browsers refuse them; then each tab leads for itself.
 */
export class StreamLeader {
  private channel: BroadcastChannel | null
  private readonly tab = newId()
  private readonly ended = new AbortController()
  private leading = false
  private queued: AbortController | null = null
  private letGo: (() => void) | null = null

  constructor(
    private readonly name: string,
    private readonly on: Handlers,
  ) {
    this.channel = openTabChannel(name)
    if (this.channel === null) {
      this.lead(true)
      return
    }
    this.channel.addEventListener('message', (event: MessageEvent<Message>) => this.heard(event.data))
    this.claim(document.visibilityState === 'visible')
    const { signal } = this.ended
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.takeOver(), {
      signal,
    })
  }

  /** Tells the leader this tab's topics. */
  ask(wanted: StreamTopics[]): void {
    if (!this.leading) this.send({ kind: 'wants', tab: this.tab, wanted })
  }

  passFrame(frame: StreamFrame): void {
    this.send({ kind: 'frame', frame })
  }

  passOpen(open: boolean): void {
    this.send({ kind: 'open', open })
  }

  passRefused(tab: string): void {
    this.send({ kind: 'refused', tab })
  }

  /** Takes the leadership now; the former leader steps back. */
  takeOver(): void {
    if (!this.leading && this.channel !== null) this.claim(true)
  }

  close(): void {
    this.send({ kind: 'wants', tab: this.tab, wanted: [] })
    this.ended.abort()
    this.queued?.abort()
    this.letGo?.()
    this.channel?.close()
  }

  private claim(steal: boolean): void {
    this.queued?.abort()
    const queued = new AbortController()
    this.queued = queued
    const hold = async () => {
      if (this.ended.signal.aborted) return
      this.lead(true)
      await new Promise<void>((resolve) => (this.letGo = resolve))
    }
    // The browser refuses a signal together with `steal`, which never waits.
    const options = steal ? { steal } : { signal: queued.signal }
    withBrowserLock(this.name, options, hold).then(
      (given) => {
        if (!given && !this.ended.signal.aborted) this.leadAlone()
      },
      () => {
        if (this.ended.signal.aborted || queued.signal.aborted) return
        if (this.leading) this.lead(false)
        this.claim(false)
      },
    )
  }

  private leadAlone(): void {
    this.channel?.close()
    this.channel = null
    this.lead(true)
  }

  private lead(leads: boolean): void {
    this.leading = leads
    this.on.leads(leads)
    if (leads) this.send({ kind: 'who' })
  }

  private send(message: Message): void {
    if (!this.ended.signal.aborted) this.channel?.postMessage(message)
  }

  private heard(message: Message): void {
    switch (message.kind) {
      case 'wants':
        if (this.leading) this.on.wants(message.tab, message.wanted)
        return
      case 'frame':
        if (!this.leading) this.on.frame(message.frame)
        return
      case 'open':
        if (!this.leading) this.on.open(message.open)
        return
      case 'refused':
        if (message.tab === this.tab) this.on.refused()
        return
      case 'who':
        if (!this.leading) this.on.asked()
    }
  }
}
