import 'server-only'
import {
  closeSync,
  constants,
  existsSync,
  fchownSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { EmbeddedError } from './embedded-error'

const largest = 1_000_000
// Refuses links, which could make root write to a system file. (Windows has neither that flag nor root.)
const appending = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW

function openPlain(file: string): number {
  const refused = new EmbeddedError(`${file} is a link or not a regular file: remove it`)
  let descriptor: number
  try {
    descriptor = openSync(file, appending, 0o600)
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ELOOP' ? refused : error
  }
  const opened = fstatSync(descriptor)
  if (opened.isFile() && opened.nlink === 1) return descriptor
  closeSync(descriptor)
  throw refused
}

/**
 * PostgreSQL's log, opened for appending. A log that has grown too large is first renamed to `….old`. Throws
 * EmbeddedError if it is a link to another file.
 */
export function openLog(file: string): { descriptor: number; close: () => void; added: () => string } {
  if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.old`)
  const descriptor = openPlain(file)
  // As root: the next start may be by the owner of the folder.
  const { uid, gid } = statSync(dirname(file))
  if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid)
  const from = fstatSync(descriptor).size
  return {
    descriptor,
    close: () => closeSync(descriptor),
    /** The text appended since it was opened. */
    added: () => readFileSync(file).subarray(from).toString('utf8').trim(),
  }
}
