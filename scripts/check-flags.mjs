// A feature flag is temporary and in use: it has not expired, and some code reads it. Compared with the date of the
// last commit, so that an old checkout does not start to fail.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCheck } from './support/check.mjs'
import { importTypeScript } from './support/import-typescript.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const table = 'lib/features/branches/flags.ts'
const mayRead = /^(app|lib)\/.*\.tsx?$/
const tests = /\.(test|spec)\.tsx?$/
const read = /\b(?:flagOn|assertFlagOn)\([^)]*'(\w+)'\)/g
const dayForm = /^\d{4}-\d{2}-\d{2}$/

/** The date of the last commit, `YYYY-MM-DD`; today outside a repository. */
function dayOfCommit(root) {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%cs'], { cwd: root, encoding: 'utf8' })
  const day = status === 0 ? stdout.trim() : ''
  return dayForm.test(day) ? day : new Date().toISOString().slice(0, 10)
}

function namesRead(root) {
  const files = sourceFiles(root).filter((file) => mayRead.test(file) && !tests.test(file) && file !== table)
  return new Set(files.flatMap((file) => [...readText(root, file).matchAll(read)].map((match) => match[1])))
}

function lineOf(text, name) {
  return text.slice(0, Math.max(0, text.search(new RegExp(`^ *${name}:`, 'm')))).split('\n').length
}

/** Expired flags, and flags that no code reads. */
export async function findFlagFaults(root, today = dayOfCommit(root)) {
  if (!existsSync(join(root, table))) return [{ file: table, line: 1, message: 'is missing: were the flags moved?' }]
  const { flags } = await importTypeScript(root, `export { flags } from '@/${table.replace(/\.ts$/, '')}'`)
  const text = readText(root, table)
  const known = namesRead(root)
  return Object.entries(flags).flatMap(([name, { until }]) => {
    const faults = []
    if (!dayForm.test(until) || Number.isNaN(Date.parse(until))) faults.push(`${name}: ${until} is not a date`)
    else if (until < today) faults.push(`${name} expired on ${until}: remove it, or make it a setting of the branch`)
    if (!known.has(name)) faults.push(`${name}: nothing reads it with flagOn() or assertFlagOn()`)
    return faults.map((message) => ({ file: table, line: lineOf(text, name), message }))
  })
}

await runCheck(import.meta.url, findFlagFaults)
