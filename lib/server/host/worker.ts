import 'server-only'
import type { AddressInfo } from 'node:net'
import { config } from '../config/config'
import { closeDb } from '../db/client'
import { hub } from '../events/hub'
import { keepActivity } from '../identity/keep-activity'
import type { JobRunner } from '../jobs/job-runner'
import { log } from '../log'
import { awaitRedis, redis, redisSubscriber } from '../redis'
import { createHttpServer, type Served } from './http-server'

/** A serving process. `stop` drains it within 20 s. */
export type Worker = { port: number; stop: () => Promise<void> }

const streamsMs = 3_000
const requestsMs = 10_000

/** Starts serving on the configured port, and running jobs. */
export async function startWorker(served: Served, jobs: JobRunner, closePages: () => Promise<void>): Promise<Worker> {
  const { port, host } = config()
  const server = createHttpServer(served)
  await awaitRedis()
  // Whatever can fail for want of a database comes before the first request: a process that has accepted connections must not
  // end with them because the database has gone away since.
  await jobs.start()
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => done())
  })
  const writeActivity = keepActivity()

  const stop = async (): Promise<void> => {
    const jobsEnded = jobs.stop()
    // First readiness and new connections, then the streams, then the running requests.
    const closed = new Promise<void>((done) => server.close(() => done()))
    await hub().drain(streamsMs)
    // Keep-alive connections are closed as soon as they are idle.
    const idle = setInterval(() => server.closeIdleConnections(), 100)
    const hard = setTimeout(() => server.closeAllConnections(), requestsMs)
    await closed
    clearInterval(idle)
    clearTimeout(hard)
    await closePages()
    await jobsEnded
    await writeActivity()
    redis()?.disconnect()
    redisSubscriber()?.disconnect()
    await closeDb()
    log().info('stopped')
  }
  return { port: (server.address() as AddressInfo).port, stop }
}
