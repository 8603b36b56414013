import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../support/check.mjs'
import { importTypeScript } from '../support/import-typescript.mjs'
import { freePort } from './free-port.mjs'
import { startServer, throwAwayFolder } from './server-process.mjs'
import { systemProgram } from './system-program.mjs'

/** PostgreSQL refuses to run as root, so it runs as its own system user. */
function owner() {
  if (process.getuid?.() !== 0) return {}
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim())
  return { uid: id('-u'), gid: id('-g') }
}

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

let made = 0

/** Databases on a running server, given the URL of an existing one. */
export function postgresAt(url) {
  return {
    url,
    /** Creates an empty database, or a copy of `template`, and returns its URL. */
    async createDatabase(template = 'template0') {
      made += 1
      const name = `dawr_${process.pid}_${Date.now().toString(36)}_${made}`
      await query(url, `CREATE DATABASE "${name}" TEMPLATE "${template}"`)
      const address = new URL(url)
      address.pathname = `/${name}`
      return address.href
    },
    async dropDatabase(address) {
      await query(url, `DROP DATABASE IF EXISTS "${new URL(address).pathname.slice(1)}" WITH (FORCE)`)
    },
    stop: async () => {},
  }
}

/**
 * Starts the system's PostgreSQL on an empty folder, with fsync on as in production. On Debian 12 that is 15, the
 * oldest version that Dawr supports.
 */
export async function startPostgres({ settings = {} } = {}) {
  const program = systemProgram('postgres')
  const folder = throwAwayFolder('postgres')
  const user = owner()
  const data = join(folder.path, 'data')
  chmodSync(folder.path, 0o700)
  if (user.uid !== undefined) chownSync(folder.path, user.uid, user.gid)
  const initArgs = ['-D', data, '-U', 'dawr', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync']
  const init = spawnSync(systemProgram('initdb'), initArgs, { ...user, cwd: folder.path, encoding: 'utf8' })
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr || init.error?.message}`)

  const port = await freePort()
  const url = `postgresql://dawr@127.0.0.1:${port}/postgres`
  const all = { listen_addresses: '127.0.0.1', max_connections: 200, shared_buffers: '256MB', ...settings }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await startServer(
    'PostgreSQL',
    program,
    ['-D', data, '-p', String(port), '-k', folder.path, ...args],
    {
      ...user,
      cwd: folder.path,
      isReady: async () => (await query(url, 'SELECT 1')).rowCount === 1,
      onStopped: folder.remove,
      // Fast shutdown: roll back running transactions, do not wait for clients.
      stopSignal: 'SIGINT',
    },
  )
  return { ...postgresAt(url), pid: server.pid, stop: server.stop }
}

/** Starts the PostgreSQL shipped with Dawr on an empty folder. `url` is its superuser's. */
async function startShippedPostgres({ settings = {} } = {}) {
  const { startShipped } = await importTypeScript(projectRoot, "export * from '@/scripts/servers/shipped-postgres'")
  const folder = throwAwayFolder('shipped')
  const { url, pid, stop } = await startShipped(folder.path, settings)
  return { ...postgresAt(url), pid, stop: () => stop().finally(folder.remove) }
}

const given = (start) => (options) => {
  const url = process.env.DATABASE_URL
  return url ? postgresAt(url) : start(options)
}

/** The server of DATABASE_URL if set, otherwise the oldest supported version. */
export const provideFloorPostgres = given(startPostgres)

/** The server of DATABASE_URL if set, otherwise the shipped version. */
export const provideShippedPostgres = given(startShippedPostgres)
