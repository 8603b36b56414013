import 'server-only'
import cluster from 'node:cluster'
import { log } from '../log'

/** Several workers on one port. Answers when all of them listen; `stop` asks each to drain and waits. */
export async function startCluster(count: number): Promise<{ stop: () => Promise<void> }> {
  let stopping = false
  cluster.schedulingPolicy = cluster.SCHED_RR
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return
    log().error({ worker: worker.id, code, signal }, 'a worker died; starting another')
    cluster.fork()
  })
  const listening = Array.from({ length: count }, () => {
    const worker = cluster.fork()
    return new Promise<void>((done) => worker.once('listening', () => done()))
  })
  await Promise.all(listening)
  return {
    stop: async () => {
      stopping = true
      const workers = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? [])
      await Promise.all(
        workers.map(
          (worker) =>
            new Promise<void>((done) => {
              worker.once('exit', () => done())
              worker.process.kill('SIGTERM')
            }),
        ),
      )
    },
  }
}
