import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** Adds the file name, which the system omits when a write to an open file fails. */
function naming(file: string, error: unknown): unknown {
  const it = error as NodeJS.ErrnoException
  if (it.syscall === 'write' || it.syscall === 'fsync') it.message += ` '${file}'`
  return it
}

/** Makes the name of a new file survive a power cut. Windows cannot do this for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes and syncs a temporary file, which `place` moves to `file`. A full disk or a power cut leaves no partial file. */
function writeAside(file: string, text: string, place: (aside: string) => void): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}.new`
  try {
    const descriptor = openSync(aside, 'wx', 0o600)
    try {
      writeFileSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    place(aside)
  } catch (error) {
    throw naming(file, error)
  } finally {
    rmSync(aside, { force: true })
  }
  syncFolder(dirname(file))
}

/** Replaces a file atomically; readable by its owner only. */
export function replaceWhole(file: string, text: string): void {
  writeAside(file, text, (aside) => renameSync(aside, file))
}

/** Creates a file atomically, readable by its owner only. Keeps an existing one, also one that another process creates meanwhile. */
export function createWhole(file: string, text: string): void {
  writeAside(file, text, (aside) => {
    try {
      linkSync(aside, file)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  })
}
