import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs `work` while no other holder of the lock file `BENCH_LOCK` runs, so that builds and measurements on one machine
 * can take turns. Without that setting it just runs.
 */
export async function undisturbed(work) {
  const file = process.env.BENCH_LOCK
  if (!file) return work()
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  try {
    return await work()
  } finally {
    const gone = once(holder, 'exit')
    holder.stdin.end()
    await gone
  }
}
