import type { PGlite } from '@electric-sql/pglite'

type Database = Pick<PGlite, 'isInTransaction' | 'runExclusive' | 'execProtocolRawStream' | 'exec'>

/** Messages of one client that must not be torn apart, and where their answers go. */
type Unit = {
  client: number
  messages: Uint8Array[]
  onData: (data: Uint8Array) => void
  done: (bytes: number) => void
  failed: (error: Error) => void
}

// Parse, Bind, Describe, Execute and Close only prepare; the client waits for an answer after Sync (PostgreSQL
// documentation, "Extended Query").
const unfinished = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)))

/**
 * Shares the one session of the embedded database between connections. A query travels as several messages over an
 * unnamed statement, so the messages of one connection up to its Sync run together: else another connection's Bind or
 * Execute slips between and somebody gets the answer to somebody else's question. While a transaction is open only its
 * connection is served. Takes the place of the socket server's own queue, which runs message by message.
 */
export class SessionQueue {
  private readonly begun = new Map<number, Uint8Array[]>()
  private waiting: Unit[] = []
  private isRunning = false
  private lastClient: number | null = null

  constructor(private readonly database: Database) {}

  /** Takes one message. Answers at once while its unit is not complete, else when the unit has run. */
  enqueue(client: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    const messages = this.begun.get(client) ?? []
    messages.push(message)
    if (unfinished.has(message[0] ?? 0)) {
      this.begun.set(client, messages)
      return Promise.resolve(0)
    }
    this.begun.delete(client)
    return new Promise((done, failed) => {
      this.waiting.push({ client, messages, onData, done, failed })
      void this.run()
    })
  }

  /** How many units wait. */
  getQueueLength(): number {
    return this.waiting.length
  }

  /** A connection is gone: nothing of it is run any more. */
  clearQueueForHandler(client: number): void {
    this.begun.delete(client)
    const gone = this.waiting.filter((unit) => unit.client === client)
    this.waiting = this.waiting.filter((unit) => unit.client !== client)
    for (const unit of gone) unit.failed(new Error('the connection was closed'))
  }

  /** A connection is gone: the transaction it left open ends, and the others are served again. */
  async clearTransactionIfNeeded(client: number): Promise<void> {
    if (!this.database.isInTransaction() || this.lastClient !== client) return
    await this.database.exec('ROLLBACK')
    this.lastClient = null
    await this.run()
  }

  private next(): Unit | undefined {
    if (!this.database.isInTransaction() || this.lastClient === null) return this.waiting.shift()
    const at = this.waiting.findIndex((unit) => unit.client === this.lastClient)
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0]
  }

  private async run(): Promise<void> {
    if (this.isRunning) return
    this.isRunning = true
    for (let unit = this.next(); unit; unit = this.next()) await this.perform(unit)
    this.isRunning = false
  }

  private async perform({ client, messages, onData, done, failed }: Unit): Promise<void> {
    let bytes = 0
    const onRawData = (data: Uint8Array): void => {
      bytes += data.length
      onData(data)
    }
    this.lastClient = client
    try {
      await this.database.runExclusive(async () => {
        for (const message of messages) await this.database.execProtocolRawStream(message, { onRawData })
      })
      done(bytes)
    } catch (error) {
      failed(error instanceof Error ? error : new Error(String(error)))
    }
  }
}
