// One attack in a thread of its own, so that its work does not delay the measurements of the bench.
import { parentPort, workerData } from 'node:worker_threads'
import * as attacks from './attacks.mjs'

const end = await attacks[workerData.name](...workerData.options)
parentPort.postMessage('started')
parentPort.once('message', async () => {
  parentPort.postMessage(await end())
  parentPort.close()
})
