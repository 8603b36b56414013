import 'server-only'
import cluster, { type Worker } from 'node:cluster'
import { setTimeout as delay } from 'node:timers/promises'
import { workerEnvironment } from '../config/config'
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
  const numbers = new Map<Worker, number>()
  let stopping = false
  cluster.schedulingPolicy = cluster.SCHED_RR
  const start = (number: number): void => void numbers.set(cluster.fork(workerEnvironment(number)), number)
  const ready = new Promise<void>((done) => {
    cluster.on('listening', (worker) => {
      listening.add(worker)
      if (listening.size === count) done()
    })
  })
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return
    const number = numbers.get(worker) ?? 1
    numbers.delete(worker)
    log().error({ worker: number, code, signal }, 'a worker died; starting another')
    // A worker that never started would fail again immediately.
    const wait = listening.delete(worker) ? 0 : restartMs
    void delay(wait).then(() => stopping || start(number))
  })
  for (let number = 1; number <= count; number++) start(number)
  return {
    ready,
    stop: async () => {
      stopping = true
      await Promise.all(Object.values(cluster.workers ?? {}).flatMap((worker) => (worker ? stopWorker(worker) : [])))
    },
  }
}
