import 'server-only'
import cluster, { type Worker } from 'node:cluster'
import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../log'

const patienceMs = 18_000
const restartMs = 1_000

function stopWorker(worker: Worker): Promise<void> {
  return new Promise((done) => {
    const hard = setTimeout(() => worker.process.kill('SIGKILL'), patienceMs)
    worker.once('exit', () => {
      clearTimeout(hard)
      done()
    })
    worker.process.kill('SIGTERM')
  })
}

/** Several workers on one port. `ready` resolves when all of them listen. `stop` drains each and waits. */
export function startCluster(count: number): { ready: Promise<void>; stop: () => Promise<void> } {
  const listening = new Set<Worker>()
  let stopping = false
  cluster.schedulingPolicy = cluster.SCHED_RR
  const ready = new Promise<void>((done) => {
    cluster.on('listening', (worker) => {
      listening.add(worker)
      if (listening.size === count) done()
    })
  })
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return
    log().error({ worker: worker.id, code, signal }, 'a worker died; starting another')
    // A worker that never started would fail again immediately.
    const wait = listening.delete(worker) ? 0 : restartMs
    void delay(wait).then(() => stopping || cluster.fork())
  })
  for (let started = 0; started < count; started++) cluster.fork()
  return {
    ready,
    stop: async () => {
      stopping = true
      await Promise.all(Object.values(cluster.workers ?? {}).flatMap((worker) => (worker ? stopWorker(worker) : [])))
    },
  }
}
