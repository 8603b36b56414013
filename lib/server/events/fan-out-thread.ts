import { workerData } from 'node:worker_threads'
import { type Shared, writeShare } from './fan-out-share'

// A thread that helps to write one frame to thousands of sockets; see fan-out.ts.
const shared = workerData as Shared
for (let done = 0; ; ) {
  Atomics.wait(shared.control, 0, done)
  done = Atomics.load(shared.control, 0)
  writeShare(shared)
  Atomics.sub(shared.control, 1, 1)
  Atomics.notify(shared.control, 1)
}
