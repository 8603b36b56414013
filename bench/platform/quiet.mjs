import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { round } from './numbers.mjs'
import { timeOfFamily } from './usage.mjs'

const tickMs = 10
const quietShare = 0.1
const patienceMs = Number(process.env.BENCH_PATIENCE_SECONDS ?? 300) * 1_000

/** CPU time in milliseconds of the whole machine, and of this process with its descendants. */
function processorTime() {
  const [user, nice, system, idle, iowait, irq, softirq, steal] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) * tickMs)
  const busy = user + nice + system + irq + softirq + steal
  return { all: busy + idle + iowait, busy, own: timeOfFamily(process.pid) }
}

const shareOfOthers = (before, after) =>
  Math.max(0, (after.busy - before.busy - (after.own - before.own)) / (after.all - before.all))

async function waitForQuiet() {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const before = processorTime()
    await wait(2_000)
    if (shareOfOthers(before, processorTime()) < quietShare) return
  }
  console.error('The machine is still busy; measuring anyway.')
}

async function holdLock(file) {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  return async () => {
    const gone = once(holder, 'exit')
    holder.stdin.end()
    await gone
  }
}

/**
 * Runs `work` once no other process uses the CPU (or after BENCH_PATIENCE_SECONDS, default five minutes), and returns
 * its result with `others`: the share of CPU time used by other processes. With `BENCH_LOCK`, holds that lock file, so
 * that builds and measurements on one machine take turns.
 */
export async function undisturbed(work) {
  const release = process.env.BENCH_LOCK ? await holdLock(process.env.BENCH_LOCK) : async () => {}
  try {
    await waitForQuiet()
    const before = processorTime()
    const result = await work()
    return { ...result, others: round(shareOfOthers(before, processorTime())) }
  } finally {
    await release()
  }
}
