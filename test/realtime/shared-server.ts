import { afterAll, afterEach, beforeAll } from 'vitest'
import { Api } from './api'
import { EventSql } from './event-sql'
import { StreamClient, type StreamOptions, seqOf } from './stream-client'
import { eventually } from './wait'

/** The server of the run has two workers with Redis, one without. */
export const withRedis = Boolean(process.env.REDIS_URL)

/** Opens streams that are closed when the test ends. */
export function closedAfterEach(): (base: string, query: string, options?: StreamOptions) => Promise<StreamClient> {
  const streams: StreamClient[] = []
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close()
  })
  return async (base, query, options) => {
    const stream = await StreamClient.open(base, query, options)
    streams.push(stream)
    return stream
  }
}

/** The server named by DAWR_URL. Call at the top of a test file; `sql` is available once the tests run. */
export function sharedServer() {
  const url = process.env.DAWR_URL ?? ''
  const openAt = closedAfterEach()
  const server = {
    url,
    processes: withRedis ? 2 : 1,
    api: new Api(url, process.env.DAWR_ACCOUNTS ?? ''),
    sql: undefined as unknown as EventSql,
    open: (query: string, options?: StreamOptions) => openAt(url, query, options),
    /** Waits until every process has read the events up to a cursor. */
    caughtUp: (cursor: string) =>
      eventually(`every process at ${cursor}`, async () => {
        // Processes take turns accepting connections.
        const streams = await Promise.all(Array.from({ length: 4 }, () => openAt(url, 'service=vitals')))
        await Promise.all(streams.map((it) => it.begun()))
        for (const stream of streams) stream.close()
        return streams.every((it) => seqOf(it.cursor) >= seqOf(cursor))
      }),
  }
  beforeAll(async () => {
    server.sql = await EventSql.open(process.env.DATABASE_URL ?? '')
  })
  afterAll(() => server.sql.close())
  return server
}
