import 'server-only'
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A user of the operating system. */
export type Account = { uid: number; gid: number }

function mayEnter(folder: string, { uid, gid }: Account): boolean {
  const it = statSync(folder)
  const bit = it.uid === uid ? 0o100 : it.gid === gid ? 0o010 : 0o001
  return (it.mode & bit) !== 0
}

/**
 * The topmost folder on the way to `path` that `account` may not enter; null if it can reach `path`. Looks at the
 * permission bits, as the system does for a process without supplementary groups.
 */
export function firstClosedFolder(path: string, account: Account): string | null {
  const folders: string[] = []
  for (let folder = dirname(realpathSync(path)); ; folder = dirname(folder)) {
    folders.unshift(folder)
    if (folder === dirname(folder)) break
  }
  return folders.find((folder) => !mayEnter(folder, account)) ?? null
}
