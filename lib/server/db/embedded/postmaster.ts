import 'server-only'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { answers } from '../session'
import { chooseListening, listeningSettings, urlOf } from './address'
import type { Layout } from './cluster-folder'
import { EmbeddedError } from './embedded-error'
import { openLog } from './log-file'
import type { Programs } from './programs'
import { serverPid } from './server-process'
import { type Settings, settingArgs, smallSettings } from './settings'

/** A running PostgreSQL that this process started. */
export type Postmaster = {
  pid: number
  /** The address of a database for a login. */
  urlFor: (login: string, database: string) => string
  /** Stops it cleanly: rolls back running transactions, writes everything to disk, and waits. */
  stop: () => Promise<void>
  /** Settles when the process has ended, for any reason. */
  ended: Promise<void>
}

const readyWithinMs = 300_000
const retryMs = 25

/** Watches the process, and stops it if this process ends with an error. */
function watch(child: ChildProcess): { ended: Promise<void>; isOver: () => boolean } {
  let over = false
  const interrupt = (): boolean => child.kill('SIGINT')
  process.once('exit', interrupt)
  const ended = new Promise<void>((resolve) => {
    const settle = (): void => {
      over = true
      process.off('exit', interrupt)
      resolve()
    }
    child.once('exit', settle)
    child.once('error', settle)
  })
  return { ended, isOver: () => over }
}

/**
 * Starts PostgreSQL on a prepared folder and waits until it accepts connections, including crash recovery. Throws
 * EmbeddedError with the end of its log if it exits instead.
 */
export async function startPostmaster(
  layout: Layout,
  programs: Programs,
  settings: Settings = {},
): Promise<Postmaster> {
  const listening = await chooseListening(layout)
  const all = { ...smallSettings, ...settings, ...listeningSettings(listening) }
  const log = openLog(layout.log)
  const child = programs.serve(settingArgs(all), log.descriptor)
  log.close()
  const { ended, isOver } = watch(child)
  const stop = async (): Promise<void> => {
    if (!isOver()) await programs.stop()
    await ended
  }
  const urlFor = (login: string, database: string): string => urlOf(layout, listening, login, database)
  // The folder may belong to another server that started at the same moment and would answer instead of ours.
  const isReady = async (): Promise<boolean> =>
    serverPid(layout) === child.pid && (await answers(urlFor('postgres', 'postgres'))) === 'ready'
  const deadline = Date.now() + readyWithinMs
  while (!(await isReady())) {
    if (isOver()) throw new EmbeddedError(`PostgreSQL did not start:\n${log.added()}`)
    if (Date.now() > deadline) {
      child.kill('SIGINT')
      throw new EmbeddedError(`PostgreSQL does not answer; see ${layout.log}`)
    }
    await delay(retryMs)
  }
  return { pid: child.pid ?? 0, urlFor, stop, ended }
}
