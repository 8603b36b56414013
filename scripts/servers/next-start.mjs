import { startDawr, startHost } from './dawr.mjs'
import { throwAwayFolder } from './server-process.mjs'

/**
 * Starts plain `next start` on the database of `env.DATABASE_URL`. It neither migrates nor creates the demonstration
 * data, so the production host does that first, in the same data folder.
 */
export async function startNext({ env, port }) {
  const folder = throwAwayFolder('next')
  const options = { env: { DAWR_ENV: 'development', ...env }, dataDir: folder.path }
  try {
    const first = await startDawr(options)
    await first.stop()
    const args = (listening) => ['node_modules/next/dist/bin/next', 'start', '-p', String(listening), '-H', '127.0.0.1']
    // On SIGTERM, plain `next start` waits for open streams forever.
    const host = await startHost('next start', args, { ...options, port, stopSignal: 'SIGKILL' })
    return { ...host, stop: () => host.stop().finally(folder.remove) }
  } catch (error) {
    folder.remove()
    throw error
  }
}
