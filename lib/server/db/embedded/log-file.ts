import 'server-only'
import { closeSync, existsSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const largest = 1_000_000

/** PostgreSQL's log, opened to append to. One that has grown too large is set aside first, as `….old`. */
export function openLog(file: string): { descriptor: number; close: () => void; added: () => string } {
  if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.old`)
  const descriptor = openSync(file, 'a', 0o600)
  // As root: the owner of the folder may start Dawr the next time.
  const { uid, gid } = statSync(dirname(file))
  if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid)
  const from = statSync(file).size
  return {
    descriptor,
    close: () => closeSync(descriptor),
    /** Text added since it was opened. */
    added: () => readFileSync(file).subarray(from).toString('utf8').trim(),
  }
}
