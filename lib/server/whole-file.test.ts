import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWhole, replaceWhole } from './whole-file'

let folder: string
const file = (): string => join(folder, 'kept')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawr-whole-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['made', createWhole],
  ['replaced', replaceWhole],
])('a file that is %s is complete, readable by its owner only, and leaves no other file', (_, write) => {
  write(file(), 'all of it')
  expect(readFileSync(file(), 'utf8')).toBe('all of it')
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['kept'])
})

test('an existing file is kept by createWhole and replaced by replaceWhole', () => {
  writeFileSync(file(), 'before')
  createWhole(file(), 'after')
  expect(readFileSync(file(), 'utf8')).toBe('before')
  replaceWhole(file(), 'after')
  expect(readFileSync(file(), 'utf8')).toBe('after')
})

test.each([
  ['made', createWhole],
  ['replaced', replaceWhole],
])('a text that cannot be written leaves no file that could be mistaken for one that was %s', (_, write) => {
  // The write must fail after the file was opened, which the types forbid and a full disk would do.
  const unwritable = null as unknown as string
  expect(() => write(file(), unwritable)).toThrow()
  expect(readdirSync(folder)).toEqual([])
})
