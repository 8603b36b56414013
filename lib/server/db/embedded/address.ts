import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Layout, passwordOf } from './cluster-folder'
import type { Settings } from './settings'

/** Where a cluster listens: on a socket in its own folder or, on Windows, a port of the loopback address. */
export type Listening = { host: string; port: number }

const hasSockets = process.platform !== 'win32'
const loopback = '127.0.0.1'
/** PostgreSQL's default port; for a socket it is only a part of the file name. */
const socketPort = 5432
const portLine = 3

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, loopback, done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** The address for a server that is about to start. */
export async function chooseListening({ folder }: Layout): Promise<Listening> {
  return hasSockets ? { host: folder, port: socketPort } : { host: loopback, port: await freePort() }
}

/** The settings that make PostgreSQL listen only there. */
export function listeningSettings({ host, port }: Listening): Settings {
  if (!hasSockets) return { listen_addresses: host, port }
  // A list of folders: quoted, since a comma would separate it.
  const folders = `"${host.replaceAll('"', '""')}"`
  return { listen_addresses: '', unix_socket_directories: folders, unix_socket_permissions: '0700', port }
}

/** Where the server of a folder listens according to its pid file; null if there is none. */
export function presentListening({ folder, pidFile }: Layout): Listening | null {
  if (!existsSync(pidFile)) return null
  if (hasSockets) return { host: folder, port: socketPort }
  return { host: loopback, port: Number(readFileSync(pidFile, 'utf8').split('\n')[portLine]) }
}

/** The address of a database of the cluster for one of its logins. */
export function urlOf(layout: Layout, { host, port }: Listening, login: string, database: string): string {
  const url = new URL(`postgresql://${login}:${passwordOf(layout)}@localhost:${port}/${database}`)
  // A path cannot be used as a host name.
  if (hasSockets) url.searchParams.set('host', host)
  else url.hostname = host
  return url.href
}
