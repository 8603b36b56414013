import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies']

/**
 * Whether node_modules matches package-lock.json exactly, according to npm's own record of what it installed: after a
 * manual `npm install` nothing needs to be installed again.
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(record)
  return sameRoot(root, wanted['']) && nothingMissing(wanted, present) && nothingExtra(wanted, present)
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

function sameRoot(root, locked) {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return kinds.every((kind) => sorted(own[kind]) === sorted(locked[kind]))
}

function sorted(packages = {}) {
  return JSON.stringify(Object.entries(packages).sort())
}

/** Optional packages of other platforms may be absent. */
function nothingMissing(wanted, present) {
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (path in present ? present[path].version === entry.version : entry.optional || entry.devOptional),
  )
}

function nothingExtra(wanted, present) {
  return Object.keys(present).every((path) => path in wanted)
}
