import { expect, test } from 'vitest'
import { completeLock, findLockGaps } from './check-lock.mjs'
import { lines, plant } from './support/planted.mjs'

const lock = {
  packages: {
    '': { name: 'planted' },
    'node_modules/fast': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { 'fast-linux-x64': '1.0.0', '@fast/core-linux-arm64-musl': '1.0.0' },
    },
    'node_modules/fast-linux-x64': { version: '1.0.0', optional: true },
    'node_modules/top/node_modules/deep': { version: '2.0.0', optionalDependencies: { 'deep-wasm32-wasi': '2.0.0' } },
    'node_modules/top/node_modules/deep-wasm32-wasi': { version: '2.0.0', optional: true },
  },
}

test('reports platform packages that the lock does not name', () => {
  expect(lines(findLockGaps(plant({ 'package-lock.json': JSON.stringify(lock) })))).toEqual([
    'package-lock.json:1 lacks @fast/core-linux-arm64-musl, which node_modules/fast may need: run node scripts/check-lock.mjs --complete',
  ])
})

test('completes a lock and leaves the rest unchanged', () => {
  const completed = completeLock(JSON.stringify(lock))
  expect(findLockGaps(plant({ 'package-lock.json': completed }))).toEqual([])
  const { packages } = JSON.parse(completed)
  expect(packages).toMatchObject(lock.packages)
  expect(packages['node_modules/@fast/core-linux-arm64-musl']).toEqual({
    version: '1.0.0',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
})
