import 'server-only'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { presentListening, urlOf } from './embedded/address'
import { application, makeApplicationDatabase } from './embedded/application-login'
import { type Layout, layoutOf, passwordOf } from './embedded/cluster-folder'
import { EmbeddedError } from './embedded/embedded-error'
import { holdDatabase, holderOf, ownerSetting } from './embedded/holder'
import { type Postmaster, startPostmaster } from './embedded/postmaster'
import { type Programs, preparePrograms } from './embedded/programs'
import { isServerAlive, readPidFile, serverPid } from './embedded/server-process'
import { answers } from './session'

/** The PostgreSQL shipped with Dawr, running on its data folder. */
export type EmbeddedDatabase = {
  url: string
  /** The path of PostgreSQL's log. */
  log: string
  stop: () => Promise<void>
  onExit: (listener: () => void) => void
}

const answersWithinMs = 60_000
const retryMs = 100

const layoutIn = (dataDir: string): Layout => layoutOf(join(dataDir, 'database'))

const inUse = (dataDir: string, holder: string): EmbeddedError =>
  new EmbeddedError(`the database in ${dataDir} is in use by process ${holder}`)

type Found = { state: 'none' | 'busy' } | { state: 'ready'; url: string; holder: string | null }

/**
 * The server already running on the folder, with its address and, if it accepts sessions, the process that holds it.
 */
async function findRunning(layout: Layout): Promise<Found> {
  const listening = presentListening(layout)
  if (!listening) return { state: 'none' }
  const superuser = urlOf(layout, listening, 'postgres', 'postgres')
  const state = await answers(superuser)
  if (state !== 'ready') return { state }
  const holder = await holderOf(superuser).catch(() => undefined)
  // It may be stopping right now.
  if (holder === undefined) return { state: 'busy' }
  return { state, url: urlOf(layout, listening, application, application), holder }
}

/**
 * Waits for a server that is starting, recovering or stopping; then stops one whose Dawr was killed. Throws if another
 * Dawr holds it.
 */
async function assertFree(layout: Layout, programs: Programs, dataDir: string): Promise<void> {
  let dead: string | null = null
  for (const deadline = Date.now() + answersWithinMs; ; await delay(retryMs)) {
    const pidFile = readPidFile(layout)
    if (pidFile === null) return
    const found = await findRunning(layout)
    if (found.state === 'ready' && found.holder) throw inUse(dataDir, found.holder)
    if (found.state === 'ready') return programs.stop()
    const isDead = found.state === 'none' && !isServerAlive(layout)
    // Checked twice: in another container, where its process is not visible, a server writes the file before it
    // listens.
    if (isDead && pidFile === dead && pidFile === readPidFile(layout)) return rmSync(layout.pidFile, { force: true })
    dead = isDead ? pidFile : null
    if (Date.now() > deadline) throw inUse(dataDir, `${serverPid(layout)}, which does not answer`)
  }
}

/** The holder of a server that is starting; null if the server exits, or remains without a holder. */
async function awaitHolder(layout: Layout): Promise<string | null> {
  for (const deadline = Date.now() + answersWithinMs; isServerAlive(layout) && Date.now() < deadline; ) {
    const found = await findRunning(layout)
    if (found.state === 'ready' && found.holder) return found.holder
    await delay(retryMs)
  }
  return null
}

async function takePossession(layout: Layout, postmaster: Postmaster, dataDir: string): Promise<EmbeddedDatabase> {
  const superuser = postmaster.urlFor('postgres', 'postgres')
  const hold = await holdDatabase(superuser)
  if ('heldBy' in hold) throw inUse(dataDir, hold.heldBy)
  // What listens there next is not this process's server.
  void postmaster.ended.then(hold.release)
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
  const postmaster = await startPostmaster(layout, programs, ownerSetting).catch(async (error: unknown) => {
    // A concurrent start was faster.
    const holder = await awaitHolder(layout)
    throw holder ? inUse(dataDir, holder) : error
  })
  return takePossession(layout, postmaster, dataDir).catch(async (error: unknown) => {
    await postmaster.stop()
    throw error
  })
}

/** The database of a running Dawr, or one started for this process only. Throws like `startEmbedded`. */
export async function openEmbedded(dataDir: string): Promise<Pick<EmbeddedDatabase, 'url' | 'stop'>> {
  const running = await findRunning(layoutIn(dataDir))
  if (running.state === 'ready' && running.holder) return { url: running.url, stop: () => Promise.resolve() }
  return startEmbedded(dataDir)
}
