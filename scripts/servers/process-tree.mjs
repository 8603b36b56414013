import { spawnSync } from 'node:child_process'

/** All descendants of a process. */
export function childrenOf(pid) {
  const table = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const children = rows.filter(([, parent]) => parent === pid).map(([child]) => child)
  return [...children, ...children.flatMap(childrenOf)]
}

/** Kills a process and all its descendants, like a power failure. */
export function killAll(pid) {
  for (const each of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(each, 'SIGKILL')
    } catch (error) {
      // It ended in the meantime, like the sessions of a killed PostgreSQL.
      if (error.code !== 'ESRCH') throw error
    }
  }
}
