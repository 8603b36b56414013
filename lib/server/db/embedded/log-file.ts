import 'server-only'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'

const largest = 1_000_000

/** PostgreSQL's log, opened to append to. One that has grown too large is set aside first, as `….old`. */
export function openLog(file: string): { descriptor: number; close: () => void; added: () => string } {
  if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.old`)
  const descriptor = openSync(file, 'a', 0o600)
  const from = statSync(file).size
  return {
    descriptor,
    close: () => closeSync(descriptor),
    /** What was added since it was opened. */
    added: () => readFileSync(file).subarray(from).toString('utf8').trim(),
  }
}
