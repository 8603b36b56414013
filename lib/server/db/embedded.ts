import 'server-only'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { presentListening, urlOf } from './embedded/address'
import { application, makeApplicationDatabase } from './embedded/application-login'
import { type Layout, layoutOf, passwordOf } from './embedded/cluster-folder'
import { EmbeddedError } from './embedded/embedded-error'
import { holdDatabase, holderOf } from './embedded/holder'
import { type Postmaster, startPostmaster } from './embedded/postmaster'
import { type Programs, preparePrograms } from './embedded/programs'
import { isServerAlive, serverPid } from './embedded/server-process'
import { answers } from './embedded/session'

/** The PostgreSQL that Dawr brings along, running on its data folder. */
export type EmbeddedDatabase = {
  url: string
  /** Where PostgreSQL writes its log. */
  log: string
  stop: () => Promise<void>
  onExit: (listener: () => void) => void
}

const answersWithinMs = 60_000
const retryMs = 100

const layoutIn = (dataDir: string): Layout => layoutOf(join(dataDir, 'database'))

const inUse = (dataDir: string, holder: string): EmbeddedError =>
  new EmbeddedError(`the database in ${dataDir} is in use by process ${holder}`)

/** The address of a server that runs on the folder already, and the process that holds it; null if none answers. */
async function findRunning(layout: Layout): Promise<{ url: string; holder: string | null } | null> {
  const listening = presentListening(layout)
  if (!listening) return null
  const superuser = urlOf(layout, listening, 'postgres', 'postgres')
  if (!(await answers(superuser))) return null
  // It may stop just now: then it does not answer either.
  const holder = await holderOf(superuser).catch(() => undefined)
  return holder === undefined ? null : { url: urlOf(layout, listening, application, application), holder }
}

/** Waits for a server that starts, recovers or stops; then stops one whose Dawr was killed. Throws if another Dawr has it. */
async function assertFree(layout: Layout, programs: Programs, dataDir: string): Promise<void> {
  for (const deadline = Date.now() + answersWithinMs; ; await delay(retryMs)) {
    const running = await findRunning(layout)
    if (running?.holder) throw inUse(dataDir, running.holder)
    if (running) return programs.stop()
    if (!isServerAlive(layout)) break
    if (Date.now() > deadline) throw inUse(dataDir, `${serverPid(layout)}, which does not answer`)
  }
  rmSync(layout.pidFile, { force: true })
}

/** The holder of a server that is starting; null if the server exits instead, or stays without a holder. */
async function awaitHolder(layout: Layout): Promise<string | null> {
  for (const deadline = Date.now() + answersWithinMs; isServerAlive(layout) && Date.now() < deadline; ) {
    const holder = (await findRunning(layout))?.holder
    if (holder) return holder
    await delay(retryMs)
  }
  return null
}

async function takePossession(layout: Layout, postmaster: Postmaster, dataDir: string): Promise<EmbeddedDatabase> {
  const superuser = postmaster.urlFor('postgres', 'postgres')
  const hold = await holdDatabase(superuser)
  if ('heldBy' in hold) throw inUse(dataDir, hold.heldBy)
  await makeApplicationDatabase(superuser, passwordOf(layout))
  return {
    url: postmaster.urlFor(application, application),
    log: layout.log,
    stop: () => {
      hold.release()
      return postmaster.stop()
    },
    onExit: (listener) => void postmaster.ended.then(listener),
  }
}

/**
 * Starts PostgreSQL on `<dataDir>/database`, created if missing, as a child process. Throws ConfigError where there is
 * no PostgreSQL for this platform, and EmbeddedError when it cannot start, for instance because another process uses the
 * folder.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const layout = layoutIn(dataDir)
  const programs = await preparePrograms(layout, dataDir)
  await assertFree(layout, programs, dataDir)
  const postmaster = await startPostmaster(layout, programs).catch(async (error: unknown) => {
    // Another start at the same moment was faster.
    const holder = await awaitHolder(layout)
    throw holder ? inUse(dataDir, holder) : error
  })
  return takePossession(layout, postmaster, dataDir).catch(async (error: unknown) => {
    await postmaster.stop()
    throw error
  })
}

/** The database of a running Dawr, or one started for this process alone. Throws as `startEmbedded` does. */
export async function openEmbedded(dataDir: string): Promise<Pick<EmbeddedDatabase, 'url' | 'stop'>> {
  const running = await findRunning(layoutIn(dataDir))
  if (running?.holder) return { url: running.url, stop: () => Promise.resolve() }
  return startEmbedded(dataDir)
}
