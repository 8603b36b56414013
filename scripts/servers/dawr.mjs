import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../support/check.mjs'
import { freePort } from './free-port.mjs'
import { raisedLimits } from './raised-limits.mjs'
import { startServer, throwAwayFolder } from './server-process.mjs'

/** As in `npm start`. */
const nodeOptions = ['--max-semi-space-size=8', '--v8-pool-size=1', '--wasm-tiering-budget=130000000']

/** The variables that the system needs; the environment of the test run must not leak into a tested server. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot']

async function answersReady(url) {
  const answer = await fetch(`${url}/api/v1/health/ready`, { signal: AbortSignal.timeout(2_000) })
  return answer.ok
}

/**
 * Starts one of the two hosts, of the project in `root` (default: this one), and waits until it reports to be ready, or
 * until `isReady` holds.
 */
export async function startHost(
  name,
  args,
  { env = {}, port, dataDir, stopSignal, keptCharacters, isReady, readyWithin, root } = {},
) {
  const listening = port ?? (await freePort())
  const own = dataDir === undefined ? throwAwayFolder('data') : null
  const folder = dataDir ?? own.path
  const url = `http://127.0.0.1:${listening}`
  const server = await startServer(name, process.execPath, args(listening), {
    cwd: root ?? projectRoot,
    env: {
      ...Object.fromEntries(passedOn.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : []))),
      PORT: String(listening),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      NEXT_TELEMETRY_DISABLED: '1',
      ...raisedLimits,
      ...env,
    },
    isReady: isReady ?? (() => answersReady(url)),
    onStopped: () => own?.remove(),
    stopSignal,
    ...(keptCharacters && { keptCharacters }),
    ...(readyWithin && { readyWithin }),
  })
  const accountsFile = join(folder, 'demo-accounts.json')
  return {
    url,
    port: listening,
    pid: server.pid,
    dataDir: folder,
    accountsFile,
    /** `[{ username, password, role }]` of the demonstration. */
    accounts: existsSync(accountsFile) ? JSON.parse(readFileSync(accountsFile, 'utf8')) : [],
    said: server.said,
    /** Closes its output, as when the parent process is gone. */
    stopReading: server.stopReading,
    ended: server.ended,
    stop: server.stop,
  }
}

/**
 * Starts the production host. Without DATABASE_URL in `env` it runs on its embedded database. A given `dataDir` is
 * kept; otherwise a temporary one is created and removed.
 */
export function startDawr(options) {
  return startHost('dist/server.mjs', () => [...nodeOptions, 'dist/server.mjs'], options)
}
