import 'server-only'
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync } from 'node:fs'
import { EmbeddedError } from './embedded-error'
import { type Account, firstClosedFolder } from './folder-access'

/** How to start a program as the account that owns the cluster. */
export type Launch = { command: string; args: string[]; options: { uid?: number; gid?: number } }
export type Launcher = (program: string, args: readonly string[]) => Launch

/** The user and primary group that `id` reports for a name or number; null for an unknown one. */
function lookUp(nameOrId: string | number): Account | null {
  const number = (flag: string): number | null => {
    const { status, stdout } = spawnSync('id', [flag, String(nameOrId)], { encoding: 'utf8' })
    return status === 0 ? Number(stdout.trim()) : null
  }
  const [uid, gid] = [number('-u'), number('-g')]
  return uid === null || gid === null ? null : { uid, gid }
}

/**
 * The account for PostgreSQL, which refuses to run as root. Null means the account of this process. As root it is the
 * owner of the first of `folders` that root does not own, else the system user `postgres` or `nobody`.
 */
export function accountFor(folders: readonly string[]): Account | null {
  if (process.getuid?.() !== 0) return null
  const owner = folders
    .filter(existsSync)
    .map((folder) => lstatSync(folder))
    .find(({ uid }) => uid !== 0)
  if (owner) return lookUp(owner.uid) ?? { uid: owner.uid, gid: owner.gid }
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (account) return account
  throw new EmbeddedError('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody"')
}

// Capabilities survive access(2), which PostgreSQL uses to check its own programs, only with this bit set.
const passThrough = [
  '--clear-groups',
  '--inh-caps=-all,+dac_read_search',
  '--ambient-caps=-all,+dac_read_search',
  '--bounding-set=-all,+dac_read_search',
  '--securebits=+no_setuid_fixup',
  '--no-new-privs',
]

/**
 * Starts programs as `account`. Where one of `paths` is below a folder that only root may enter (a checkout in /root or
 * in a private temporary folder), the program keeps a single root capability: to enter folders and read files. Throws
 * EmbeddedError where the system does not allow that.
 */
export function launcherFor(account: Account | null, paths: readonly string[]): Launcher {
  if (!account) return (command, args) => ({ command, args: [...args], options: {} })
  const closed = paths.map((path) => firstClosedFolder(path, account)).find((folder) => folder !== null)
  if (closed === undefined) return (command, args) => ({ command, args: [...args], options: account })
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`]
  const wrapped: Launcher = (command, args) => ({
    command: 'setpriv',
    args: [...ids, ...passThrough, '--', command, ...args],
    options: {},
  })
  const trial = wrapped('true', [])
  if (spawnSync(trial.command, trial.args).status === 0) return wrapped
  throw new EmbeddedError(
    `PostgreSQL does not run as root, and user ${account.uid} cannot enter ${closed}: ` +
      'move Dawr and DATA_DIR out of it, start Dawr as another user, or set DATABASE_URL',
  )
}
