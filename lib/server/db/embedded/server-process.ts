import 'server-only'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Layout } from './cluster-folder'

/** The text of the pid file of the cluster; null without a file. */
export function readPidFile({ pidFile }: Layout): string | null {
  try {
    return readFileSync(pidFile, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return null
  }
}

/** The pid of the server of the cluster according to its pid file; null without a file. */
export function serverPid(layout: Layout): number | null {
  const text = readPidFile(layout)
  return text === null ? null : Number(text.split('\n')[0])
}

function programOf(pid: number): string {
  const inProc = `/proc/${pid}/comm`
  if (existsSync(inProc)) return readFileSync(inProc, 'utf8')
  return existsSync('/proc/self')
    ? ''
    : spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout
}

/**
 * Whether the process in the pid file is a PostgreSQL. After a power cut, or in a restarted container, another program
 * may have that pid; PostgreSQL itself would then refuse to start.
 */
export function isServerAlive(layout: Layout): boolean {
  const pid = serverPid(layout)
  return pid !== null && (process.platform === 'win32' || programOf(pid).includes('postgres'))
}
