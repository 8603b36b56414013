import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { config } from '../config/config'
import { closeDb } from '../db/client'
import { hub } from '../events/hub'
import { writeActivity } from '../identity/activity'
import { log } from '../log'
import { greetRedis, redis, redisSubscriber } from '../redis'
import type { ApiRouter } from './api-router'
import { createHttpServer } from './http-server'

type Pages = {
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  close: () => Promise<void>
}

/** A process that answers requests. `stop` drains it: within 20 s at the most nothing is left. */
export type Worker = { port: number; stop: () => Promise<void> }

const streamsMs = 3_000
const requestsMs = 10_000
const jobsMs = 60_000

/** Starts answering on the configured port. `jobs` run first, and then every minute. */
export async function startWorker(
  router: ApiRouter,
  pages: Pages,
  jobs: readonly (() => Promise<void>)[],
): Promise<Worker> {
  const { port, host } = config()
  const server = createHttpServer(router, pages.handle)
  const runJobs = async (): Promise<void> => {
    for (const job of jobs) await job().catch((error: unknown) => log().error({ err: error }, 'a job failed'))
  }
  await greetRedis()
  // Before the first visitor: the business day is open when the doors are.
  await runJobs()
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => done())
  })
  const timer = setInterval(() => void runJobs(), jobsMs)

  const stop = async (): Promise<void> => {
    clearInterval(timer)
    // Not ready any more and no new connections; then the streams, then the requests that are running.
    const closed = new Promise<void>((done) => server.close(() => done()))
    await hub().drain(streamsMs)
    // Connections are kept alive for the next request: each is closed as soon as it has none.
    const idle = setInterval(() => server.closeIdleConnections(), 100)
    const hard = setTimeout(() => server.closeAllConnections(), requestsMs)
    await closed
    clearInterval(idle)
    clearTimeout(hard)
    await pages.close()
    await writeActivity().catch((error: unknown) => log().error({ err: error }, 'activity was not written'))
    redis()?.disconnect()
    redisSubscriber()?.disconnect()
    await closeDb()
    log().info('stopped')
  }
  return { port: (server.address() as AddressInfo).port, stop }
}
