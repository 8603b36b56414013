import 'server-only'
import { performance } from 'node:perf_hooks'
import pg from 'pg'

const lookMs = 250

/** What the driver would say had the system noticed; Prisma knows it by these fields. */
const notAnswered = (): Error =>
  Object.assign(new Error('the database did not answer'), { code: 'ETIMEDOUT', errno: -110, syscall: 'read' })

/** A connection that knows since when it has waited for an answer. */
export class WatchedClient extends pg.Client {
  private unanswered = 0
  private waitingSince = 0

  constructor(config?: pg.ClientConfig) {
    super(config)
    this.connection.on('readyForQuery', () => {
      // The first comes unasked, when the session begins.
      this.unanswered = Math.max(0, this.unanswered - 1)
      this.waitingSince = performance.now()
    })
  }

  // The driver's overloads differ only in how they hand over the answer.
  override query = ((...args: Parameters<pg.Client['query']>) => {
    if (this.unanswered++ === 0) this.waitingSince = performance.now()
    return super.query(...args)
  }) as pg.Client['query']

  waitedMs(): number {
    return this.unanswered > 0 ? performance.now() - this.waitingSince : 0
  }

  /** Sends what `send` sends in one packet. */
  together<T>(send: () => T): T {
    const { stream } = this.connection
    stream.cork()
    try {
      return send()
    } finally {
      stream.uncork()
    }
  }

  /** Ends it as a broken socket does: what runs on it fails now, and the pool drops it. */
  break(): void {
    this.connection.stream.destroy(notAnswered())
  }
}

/** Looks all the time, except right after this process stood still: answers may then wait unread in the sockets. */
function everyLook(look: () => void): NodeJS.Timeout {
  let last = performance.now()
  return setInterval(() => {
    const now = performance.now()
    if (now - last < 4 * lookMs) look()
    last = now
  }, lookMs).unref()
}

/**
 * A pool that closes a connection on which the server does not answer within `answerMs`: a network can lose a connection
 * without telling either end, and its query would wait forever. Others are probably lost with it, so all idle ones are
 * closed as well. The server's own time limits must be shorter, since a slow statement is no lost connection.
 */
export function watchedPool(config: pg.PoolConfig, answerMs: number): pg.Pool {
  const pool = new pg.Pool({ ...config, Client: WatchedClient })
  const idle = new Map<pg.Client, boolean>()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    const clients = [...idle.keys()].filter((it) => it instanceof WatchedClient)
    const isSilent = (client: WatchedClient): boolean => client.waitedMs() > answerMs
    if (clients.some(isSilent)) for (const it of clients) if (idle.get(it) || isSilent(it)) it.break()
  }
  pool.on('connect', () => {
    timer ??= everyLook(look)
  })
  pool.on('acquire', (client) => idle.set(client, false))
  pool.on('release', (_, client) => idle.set(client, true))
  pool.on('remove', (client) => {
    idle.delete(client)
    if (idle.size > 0) return
    clearInterval(timer)
    timer = undefined
  })
  return pool
}
