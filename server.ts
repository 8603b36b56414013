import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apiTable } from './.generated/api-table'
import { fillVisit, type VisitPart } from './app/filled-pages/fill-visit'
import { isPublicPath, isSameForAll, pageAt } from './app/rights/public-paths'
import { allJobs } from './lib/features/all-jobs'
import { onSetupChange } from './lib/features/branches/server/branch-directory'
import { isPersonal } from './lib/features/queue/server/is-personal'
import { openDaysAtStart } from './lib/features/queue/server/open-days-at-start'
import { config, setNextProduction } from './lib/server/config/config'
import { closeDb } from './lib/server/db/client'
import { shareFanOut } from './lib/server/events/fan-out'
import { announce } from './lib/server/host/announce'
import { ApiRouter } from './lib/server/host/api-router'
import { startCluster } from './lib/server/host/cluster'
import { failStart } from './lib/server/host/fail-start'
import { KeptFiles } from './lib/server/host/kept-files'
import { startWorker } from './lib/server/host/worker'
import type { HeaderReader } from './lib/server/http/http-request'
import { JobRunner } from './lib/server/jobs/job-runner'
import { log } from './lib/server/log'
import { prepareData } from './prisma/prepare-data'

// The production host: one process by default, several with WORKERS and Redis; see docs/architecture.md.

const dist = dirname(fileURLToPath(import.meta.url))
const root = dirname(dist)

async function startPages() {
  setNextProduction(readFileSync(join(root, '.next/required-server-files.json'), 'utf8'))
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: root, hostname: 'localhost', port: config().port })
  await app.prepare()
  const handle = app.getRequestHandler()
  return { handle: (...args: Parameters<typeof handle>) => handle(...args), close: () => app.close() }
}

/** Whether a public page must be rendered for this person alone. */
const isPersonalPage = async (path: string, headers: HeaderReader): Promise<boolean> =>
  !isSameForAll(path) && isPersonal(headers)

/** The number of serving processes. */
function workerCount(): number {
  const { workers, redisUrl } = config()
  return workers ?? (redisUrl ? availableParallelism() : 1)
}

async function serve() {
  if (availableParallelism() > workerCount()) shareFanOut(join(dist, 'fan-out-thread.mjs'))
  const { handle, close } = await startPages()
  await openDaysAtStart()
  const { visitPart } = (await import(join(dist, 'visit-part.mjs'))) as { visitPart: VisitPart }
  const fillOf = fillVisit(visitPart)
  const pages = { handle, fillOf, isPublic: isPublicPath, isPersonal: isPersonalPage, onChange: onSetupChange }
  const served = { router: new ApiRouter(apiTable), files: new KeptFiles(root), pages, pageAt }
  return startWorker(served, new JobRunner(allJobs), close)
}

/** Ends the process once, whatever triggers it first. */
function endWith(stop: () => Promise<void>): (code: number) => void {
  let ending = false
  return (code) => {
    if (ending) return
    ending = true
    const late = setTimeout(() => process.exit(1), 19_000)
    void stop().then(
      () => {
        clearTimeout(late)
        process.exit(code)
      },
      (error: unknown) => {
        log().error({ err: error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
}

function stopOnSignals(end: (code: number) => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0))
}

async function runWorker(): Promise<void> {
  const worker = await serve()
  stopOnSignals(endWith(worker.stop))
}

async function runPrimary(): Promise<void> {
  // Installed first, because starting takes a while and an early stop must clean up too.
  const parts: (() => Promise<void>)[] = []
  let stopping = false
  const end = endWith(async () => {
    stopping = true
    for (const stop of parts.toReversed()) await stop()
  })
  stopOnSignals(end)
  const { embedded, accounts, accountsFile, setUp } = await prepareData(root)
  if (embedded) parts.push(embedded.stop)
  embedded?.onExit(() => {
    if (stopping) return
    log().fatal({ log: embedded.log }, 'the embedded database stopped')
    end(1)
  })
  const count = workerCount()
  let port = config().port
  if (count === 1) {
    const worker = await serve()
    parts.push(worker.stop)
    port = worker.port
  } else {
    await closeDb()
    const workers = startCluster(count)
    parts.push(workers.stop)
    await workers.ready
  }
  announce(port, accounts, accountsFile, setUp)
}

// The reader of the log may disappear. That error cannot be logged either, and must not end the process.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

try {
  config()
  await (cluster.isPrimary ? runPrimary() : runWorker())
} catch (error) {
  failStart(error)
}
