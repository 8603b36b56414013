import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { firstClosedFolder } from './folder-access'

let root: ReturnType<typeof throwAwayFolder>
const other = { uid: 54_321, gid: 54_321 }
const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

beforeEach(() => {
  root = throwAwayFolder('access')
  mkdirSync(join(root.path, 'inner/deep'), { recursive: true })
})
afterEach(() => root.remove())

test('a folder that only its owner may enter is reported to other users', () => {
  chmodSync(root.path, 0o700)
  expect(firstClosedFolder(join(root.path, 'inner/deep'), other)).toBe(root.path)
  expect(firstClosedFolder(join(root.path, 'inner/deep'), self)).toBeNull()
})
test('of several folders the topmost is reported', () => {
  chmodSync(root.path, 0o711)
  chmodSync(join(root.path, 'inner'), 0o700)
  expect(firstClosedFolder(join(root.path, 'inner/deep'), other)).toBe(join(root.path, 'inner'))
})
test('execute permission is enough, for everybody or for the group', () => {
  chmodSync(root.path, 0o711)
  expect(firstClosedFolder(join(root.path, 'inner/deep'), other)).toBeNull()
  chmodSync(root.path, 0o710)
  expect(firstClosedFolder(join(root.path, 'inner/deep'), { ...other, gid: self.gid })).toBeNull()
  expect(firstClosedFolder(join(root.path, 'inner/deep'), other)).toBe(root.path)
})
