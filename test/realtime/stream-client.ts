import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { eventually } from './wait'

/** One received message of a stream. `id` is null where the server sent none. */
export type Heard = { type: string; id: string | null; data: Record<string, unknown>; at: number }

/** The parameters of a stream request. */
export type StreamOptions = {
  since?: string
  lastEventId?: string
  headers?: Record<string, string>
  /** Reads nothing until told to. */
  paused?: boolean
}

/** The server refused the stream. */
export class StreamRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`${status} ${code}`)
  }
}

function heardOf(block: string): Heard | null {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  const type = fields.get('event')
  if (type === undefined) return null
  return { type, id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? 'null'), at: Date.now() }
}

/** The number in a cursor. */
export const seqOf = (cursor: string | null): number => Number(cursor?.split('.').at(-1))

/** A reader of the event stream that keeps everything it receives, like a strict client. */
export class StreamClient {
  readonly heard: Heard[] = []
  readonly raw: string[] = []
  hasEnded = false
  /** The position up to which everything was received. */
  cursor: string | null = null
  private rest = ''

  private constructor(private readonly answer: IncomingMessage) {
    answer.setEncoding('utf8')
    answer.on('data', (part: string) => this.take(part))
    for (const event of ['end', 'error', 'aborted', 'close']) answer.on(event, () => (this.hasEnded = true))
  }

  /** Opens `/api/v1/events/stream?query`. Throws StreamRefused when the answer is not a stream. */
  static open(base: string, query: string, options: StreamOptions = {}): Promise<StreamClient> {
    const since = options.since === undefined ? '' : `&since=${options.since}`
    const headers = {
      accept: 'text/event-stream',
      ...(options.lastEventId !== undefined && { 'last-event-id': options.lastEventId }),
      ...options.headers,
    }
    return new Promise((resolve, reject) => {
      get(`${base}/api/v1/events/stream?${query}${since}`, { agent: false, headers }, (answer) => {
        if (answer.statusCode !== 200) {
          let text = ''
          answer.setEncoding('utf8').on('data', (part: string) => (text += part))
          answer.on('end', () => reject(new StreamRefused(answer.statusCode ?? 0, JSON.parse(text).code)))
          return
        }
        const client = new StreamClient(answer)
        if (options.paused) answer.pause()
        resolve(client)
      }).on('error', reject)
    })
  }

  get headers(): IncomingHttpHeaders {
    return this.answer.headers
  }

  /** Only the events of the log, in the order of arrival. */
  get events(): Heard[] {
    return this.heard.filter((it) => it.id !== null && it.type !== 'heartbeat')
  }

  /** What came up to the first heartbeat, which ends the beginning of a stream; anything may have come since. */
  get beginning(): Heard[] {
    return this.heard.slice(0, this.heard.findIndex((it) => it.type === 'heartbeat') + 1)
  }

  get seqs(): number[] {
    return this.events.map((it) => seqOf(it.id))
  }

  of(type: string): Heard[] {
    return this.heard.filter((it) => it.type === type)
  }

  /** Waits for the first matching message after the first `skip` messages. */
  until(what: string, satisfies: (it: Heard) => boolean, withinMs = 10_000): Promise<Heard> {
    return eventually(what, () => this.heard.find(satisfies), withinMs)
  }

  /** Waits until everything up to a cursor of this epoch was received. */
  async reached(cursor: string, withinMs = 10_000): Promise<void> {
    await eventually(`reaching ${cursor}, at ${this.cursor}`, () => seqOf(this.cursor) >= seqOf(cursor), withinMs)
  }

  /** Waits until the server has ended the stream. */
  async ended(withinMs = 10_000): Promise<void> {
    await eventually('the end of a stream', () => this.hasEnded, withinMs)
  }

  /** Waits for the beginning of a stream: up to the first heartbeat. */
  async begun(): Promise<this> {
    await this.until('the first heartbeat', (it) => it.type === 'heartbeat')
    return this
  }

  pause(): void {
    this.answer.pause()
  }

  resume(): void {
    this.answer.resume()
  }

  close(): void {
    this.answer.destroy()
  }

  private take(part: string): void {
    this.rest += part
    for (let end = this.rest.indexOf('\n\n'); end >= 0; end = this.rest.indexOf('\n\n')) {
      const block = this.rest.slice(0, end)
      this.rest = this.rest.slice(end + 2)
      this.raw.push(block)
      const heard = heardOf(block)
      if (!heard) continue
      this.heard.push(heard)
      if (heard.id !== null) this.cursor = heard.id
    }
  }
}
