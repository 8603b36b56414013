import { spawnSync } from 'node:child_process'

/** The processes that a process started, and theirs. */
export function childrenOf(pid) {
  const table = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const children = rows.filter(([, parent]) => parent === pid).map(([child]) => child)
  return [...children, ...children.flatMap(childrenOf)]
}

/** Ends a process and all that it started, as a power failure would. */
export function killAll(pid) {
  for (const each of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(each, 'SIGKILL')
    } catch (error) {
      // It ended in the meantime, as the sessions of a killed PostgreSQL do.
      if (error.code !== 'ESRCH') throw error
    }
  }
}
