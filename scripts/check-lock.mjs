// With a registry that lacks the packages of other platforms, `npm install` leaves them out of the lock, which `npm ci`
// then refuses everywhere. `node scripts/check-lock.mjs --complete` adds the missing entries.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot, runCheck } from './support/check.mjs'
import { readText } from './support/source-files.mjs'

const lockFile = 'package-lock.json'
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

/** The path at which Node would find `name` from the package at `path`, if the lock has it. */
function isLocked(packages, path, name) {
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    if (`${place}/node_modules/${name}` in packages) return true
    if (!place.includes('/node_modules/')) return `node_modules/${name}` in packages
  }
}

function missingFrom(packages) {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, path, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true, of: path })),
  )
}

/** The entry of a platform package, derived from its conventional name: …-linux-x64-musl. */
function entryOf({ name, version, dev }) {
  const words = name.split('/').at(-1).split('-')
  const os = words.filter((word) => systems.includes(word))
  const cpu = words.filter((word) => processors.includes(word))
  if (cpu.length === 0) throw new Error(`${name} has no platform in its name: add it to ${lockFile} by hand`)
  const libc = os.includes('linux')
    ? words.flatMap((word) => (word.startsWith('musl') ? ['musl'] : word.startsWith('gnu') ? ['glibc'] : []))
    : []
  return { version, cpu, ...(dev && { dev }), ...(libc.length && { libc }), optional: true, ...(os.length && { os }) }
}

/** Optional packages that are missing in the lock. */
export function findLockGaps(root) {
  const { packages } = JSON.parse(readText(root, lockFile))
  return missingFrom(packages).map(({ name, of }) => ({
    file: lockFile,
    line: 1,
    message: `lacks ${name}, which ${of} may need: run node scripts/check-lock.mjs --complete`,
  }))
}

/** The text of a lock, completed with the missing entries. */
export function completeLock(text) {
  const lock = JSON.parse(text)
  const added = missingFrom(lock.packages).map((gap) => [`node_modules/${gap.name}`, entryOf(gap)])
  const all = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'))
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`
}

if (process.argv.includes('--complete')) {
  writeFileSync(join(projectRoot, lockFile), completeLock(readText(projectRoot, lockFile)))
} else {
  await runCheck(import.meta.url, findLockGaps)
}
