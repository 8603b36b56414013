import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { createWhole } from '../../whole-file'
import { EmbeddedError } from './embedded-error'
import type { Account } from './folder-access'

/** The paths of the parts of an embedded database. */
export type Layout = { folder: string; cluster: string; passwordFile: string; log: string; pidFile: string }

export function layoutOf(folder: string): Layout {
  const cluster = join(folder, 'cluster')
  return {
    folder,
    cluster,
    passwordFile: join(folder, 'password'),
    log: join(folder, 'postgres.log'),
    pidFile: join(cluster, 'postmaster.pid'),
  }
}

// Maximum length of a socket's path: 103 bytes on macOS, 107 on Linux.
const longestSocketPath = 103

/** A symbolic link could make root give a system folder to the database account. */
function assertNoLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new EmbeddedError(`${path} is a symbolic link: set DATA_DIR to the real folder`)
}

function assertUsable({ folder, cluster }: Layout): void {
  assertNoLink(folder)
  assertNoLink(cluster)
  const socket = join(folder, '.s.PGSQL.5432')
  if (process.platform !== 'win32' && Buffer.byteLength(socket) > longestSocketPath)
    throw new EmbeddedError(`${folder} is too long for a socket path: set DATA_DIR to a shorter path`)
  const uid = process.getuid?.()
  if (!existsSync(folder) || uid === undefined || uid === 0) return
  const owner = lstatSync(folder).uid
  if (owner !== uid)
    throw new EmbeddedError(
      `${folder} belongs to user ${owner}, but this is user ${uid}: start Dawr as that user or as root`,
    )
}

/**
 * Does not follow links. A folder is changed after its contents, so that its new owner cannot replace what is still to
 * be changed.
 */
function chownAll(path: string, { uid, gid }: Account): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) chownAll(join(path, name), { uid, gid })
  lchownSync(path, uid, gid)
}

/** Gives a folder restored from another user's copy back to `account`, with the modes that PostgreSQL requires. */
function repairOwnership({ folder, cluster }: Layout, account: Account | null): void {
  if (account && lstatSync(existsSync(cluster) ? cluster : folder).uid !== account.uid) chownAll(folder, account)
  chmodSync(folder, 0o700)
  if (existsSync(cluster)) chmodSync(cluster, 0o700)
}

const shortestPassword = 43

function makePassword({ passwordFile, cluster }: Layout, account: Account | null): void {
  if (!existsSync(passwordFile)) createWhole(passwordFile, randomBytes(32).toString('base64url'))
  // PostgreSQL would take an empty password file as the wish for no password.
  if (readFileSync(passwordFile, 'utf8').trim().length < shortestPassword)
    throw new EmbeddedError(
      `${passwordFile} is damaged: ${existsSync(cluster) ? 'restore it from a backup' : 'delete it and start again'}`,
    )
  if (account) lchownSync(passwordFile, account.uid, account.gid)
}

/** Creates the folder with its password, readable only by `account`. Throws EmbeddedError where that is impossible. */
export function prepareFolder(layout: Layout, account: Account | null): void {
  assertUsable(layout)
  mkdirSync(layout.folder, { recursive: true, mode: 0o700 })
  repairOwnership(layout, account)
  makePassword(layout, account)
}

/** The password of both logins of the cluster. */
export function passwordOf({ passwordFile }: Layout): string {
  return readFileSync(passwordFile, 'utf8').trim()
}

const unfinished = 'new-'
const abandonedAfterMs = 3_600_000

/**
 * Creates the cluster with `init` in a neighbouring folder and renames it, so that an interrupted start leaves no
 * partial cluster. Of two concurrent first starts one renames its cluster and the other uses that.
 */
export async function makeCluster(
  { folder, cluster }: Layout,
  account: Account | null,
  init: (into: string) => Promise<void>,
): Promise<void> {
  for (const name of readdirSync(folder).filter((it) => it.startsWith(unfinished))) {
    const old = join(folder, name)
    if (Date.now() - statSync(old).mtimeMs > abandonedAfterMs) rmSync(old, { recursive: true, force: true })
  }
  const made = mkdtempSync(join(folder, unfinished))
  if (account) lchownSync(made, account.uid, account.gid)
  try {
    await init(made)
    if (!existsSync(cluster)) renameSync(made, cluster)
  } catch (error) {
    if (!existsSync(cluster)) throw error
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}
