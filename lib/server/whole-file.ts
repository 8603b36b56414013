import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** Makes the name of a new file survive a power cut, where the system can do that for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes beside `file`, to the disk, then has `place` put it there. A full disk or a power cut leaves no half of a file. */
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
  } finally {
    rmSync(aside, { force: true })
  }
  syncFolder(dirname(file))
}

/** Puts a text in the place of a file, whole or not at all; readable by its owner alone. */
export function replaceWhole(file: string, text: string): void {
  writeAside(file, text, (aside) => renameSync(aside, file))
}

/** Makes a file, whole or not at all, and leaves one that is there, also of a process that is as fast as this one. */
export function createWhole(file: string, text: string): void {
  writeAside(file, text, (aside) => {
    try {
      linkSync(aside, file)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  })
}
