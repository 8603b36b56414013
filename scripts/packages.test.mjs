import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './support/check.mjs'

const read = (file) => readFileSync(join(projectRoot, file), 'utf8')
const {
  dependencies,
  devDependencies,
  optionalDependencies,
  scripts,
  overrides = {},
} = JSON.parse(read('package.json'))
/** A package may have an alias: its version is the part after the name. */
const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).map(
  ([name, version]) => [name, version.replace(/^npm:@?[\w./-]+@/, '')],
)
const locked = Object.entries(JSON.parse(read('package-lock.json')).packages).filter(([path]) => path !== '')

test('A25: every package is required in one exact version, from the registry', () => {
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  expect(Object.values(overrides).filter((it) => typeof it === 'string' && /[:/]/.test(it))).toEqual([])
})

test('A25: every locked package has a hash, no other source, and the required version', () => {
  // Packages for other platforms may have no hash: npm installs none of them here.
  const unproven = locked.filter(([, it]) => !/^sha512-/.test(it.integrity ?? '') && !it.optional)
  expect(unproven.map(([path]) => path)).toEqual([])
  const elsewhere = locked.filter(
    ([, it]) => it.link || (it.resolved && !it.resolved.startsWith('https://registry.npmjs.org/')),
  )
  expect(elsewhere.map(([path]) => path)).toEqual([])
  for (const [name, version] of asked)
    expect(locked.find(([path]) => path === `node_modules/${name}`)?.[1].version, name).toBe(version)
})

test('A25: no package runs an install script, and a new one that has one is reported', () => {
  expect(read('scripts/prepare.mjs')).toContain("'--ignore-scripts'")
  for (const [, command] of read('docs/runbook.md').matchAll(/`(npm ci[^`]*)`/g))
    expect(command).toContain('--ignore-scripts')
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare']
  expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([])
  const wanting = locked.filter(([, it]) => it.hasInstallScript).map(([path]) => path.replace('node_modules/', ''))
  const known = [
    ...Object.keys(optionalDependencies),
    '@parcel/watcher',
    '@prisma/engines',
    '@scarf/scarf',
    '@swc/core',
    'esbuild',
    'prisma',
  ]
  expect(wanting.sort()).toEqual(known)
})

test('A25: pages load nothing from other sites', () => {
  const policy = read('lib/shared/security-headers.ts')
  expect(policy).not.toMatch(/https?:\/\//)
})
