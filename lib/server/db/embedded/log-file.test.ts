import { linkSync, readFileSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { EmbeddedError } from './embedded-error'
import { openLog } from './log-file'

let root: ReturnType<typeof throwAwayFolder>
const at = (name: string): string => join(root.path, name)

beforeEach(() => {
  root = throwAwayFolder('log-file')
})
afterEach(() => root.remove())

test('the log is appended to, readable by its owner alone', () => {
  for (const text of ['first ', 'second']) {
    const log = openLog(at('postgres.log'))
    writeSync(log.descriptor, text)
    expect(log.added()).toBe(text.trim())
    log.close()
  }
  expect(readFileSync(at('postgres.log'), 'utf8')).toBe('first second')
  expect(statSync(at('postgres.log')).mode & 0o777).toBe(0o600)
})

test.each([
  ['symbolic', symlinkSync],
  ['hard', linkSync],
])('a %s link to another file is refused', (_, link) => {
  writeFileSync(at('another'), '')
  link(at('another'), at('postgres.log'))
  expect(() => openLog(at('postgres.log'))).toThrow(EmbeddedError)
})
