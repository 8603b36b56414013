import { startDawr, startHost } from './dawr.mjs'
import { throwAwayFolder } from './server-process.mjs'

/**
 * Starts plain `next start` on the database of `env.DATABASE_URL`. It neither migrates nor makes the demonstration, so the
 * production host does that first, in the same data folder.
 */
export async function startNext({ env, port }) {
  const folder = throwAwayFolder('next')
  const options = { env: { DAWR_ENV: 'development', ...env }, dataDir: folder.path }
  const first = await startDawr(options)
  await first.stop()
  const args = (listening) => ['node_modules/next/dist/bin/next', 'start', '-p', String(listening), '-H', '127.0.0.1']
  const host = await startHost('next start', args, { ...options, port })
  return {
    ...host,
    async stop() {
      await host.stop().finally(folder.remove)
    },
  }
}
