import type * as Fs from 'node:fs'
import { lchownSync, mkdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { layoutOf, prepareFolder } from './cluster-folder'
import { EmbeddedError } from './embedded-error'

vi.mock('node:fs', async (original) => ({ ...(await original<typeof Fs>()), lchownSync: vi.fn() }))

let root: ReturnType<typeof throwAwayFolder>
const other = { uid: 54_321, gid: 54_321 }
const at = (name: string): string => join(root.path, name)

beforeEach(() => {
  root = throwAwayFolder('cluster-folder')
  mkdirSync(at('outside'), { mode: 0o755 })
  writeFileSync(at('outside/file'), '')
  vi.mocked(lchownSync).mockClear()
})
afterEach(() => root.remove())

test('the target of a link in the folder keeps its owner', () => {
  vi.spyOn(process, 'getuid').mockReturnValue(0)
  mkdirSync(at('database/cluster'), { recursive: true })
  symlinkSync(at('outside'), at('database/cluster/link'))
  prepareFolder(layoutOf(at('database')), other)
  const given = vi.mocked(lchownSync).mock.calls.map(([path]) => path)
  expect(given).toContain(at('database/cluster/link'))
  expect(given).not.toContain(at('database/cluster/link/file'))
})

test.each(['database', 'database/cluster'])('a link in place of %s is refused, and its target is unchanged', (name) => {
  mkdirSync(at('database/cluster'), { recursive: true })
  renameSync(at(name), at('moved'))
  symlinkSync(at('outside'), at(name))
  const prepare = (): void => prepareFolder(layoutOf(at('database')), null)
  expect(prepare).toThrow(EmbeddedError)
  expect(prepare).toThrow(`${at(name)} is a symbolic link`)
  expect(statSync(at('outside')).mode & 0o777).toBe(0o755)
})
