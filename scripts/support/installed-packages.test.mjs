import { expect, test } from 'vitest'
import { isInstalled } from './installed-packages.mjs'
import { plant } from './planted.mjs'

const own = { dependencies: { next: '16.4.6' } }
const locked = {
  '': own,
  'node_modules/next': { version: '16.4.6' },
  'node_modules/next-win32': { version: '1.0.0', optional: true },
}
const present = { 'node_modules/next': { version: '16.4.6' } }

const project = ({ wanted = locked, there = present, root = own }) =>
  plant({
    'package.json': JSON.stringify(root),
    'package-lock.json': JSON.stringify({ packages: wanted }),
    'node_modules/.package-lock.json': JSON.stringify({ packages: there }),
  })

test('the installed packages match the lock, except those of other platforms', () => {
  expect(isInstalled(project({}))).toBe(true)
})

test.each([
  ['another version', { there: { 'node_modules/next': { version: '16.4.5' } } }],
  ['a missing package', { there: {} }],
  ['a package too many', { there: { ...present, 'node_modules/left': { version: '1.0.0' } } }],
  ['a lock that is behind package.json', { root: { dependencies: { next: '16.5.0' } } }],
])('%s counts as not installed', (_, difference) => {
  expect(isInstalled(project(difference))).toBe(false)
})

test('a fresh checkout counts as not installed', () => {
  expect(isInstalled(plant({ 'package.json': '{}', 'package-lock.json': '{"packages":{}}' }))).toBe(false)
})
