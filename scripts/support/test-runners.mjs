import { AsyncLocalStorage } from 'node:async_hooks'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { throwAwayFolder } from '../servers/server-process.mjs'
import { systemProgram } from '../servers/system-program.mjs'
import { projectRoot } from './check.mjs'

const running = new Set()
let isBrokenOff = false

/** Collects the output of runners started inside `asBlock`; elsewhere it is shown immediately. */
const block = new AsyncLocalStorage()

/** Runs `work`, and afterwards prints the output of its runners under a title: for suites that run in parallel. */
export async function asBlock(title, work) {
  const parts = []
  const result = await block.run(parts, work)
  process.stdout.write(`${title}\n${parts.join('')}`)
  return result
}

/** Prints a line, in the block of its suite if there is one. */
export function say(line) {
  const parts = block.getStore()
  if (parts) parts.push(`${line}\n`)
  else console.log(line)
}

/** Kills the active runners and starts no others. */
export function stopRunners() {
  isBrokenOff = true
  for (const child of running) child.kill('SIGTERM')
}

const bin = (name) => join(projectRoot, 'node_modules/.bin', name)

function run(command, args, env) {
  if (isBrokenOff) return Promise.resolve(false)
  const parts = block.getStore()
  const to = parts ? 'pipe' : 'inherit'
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', to, to],
    })
    running.add(child)
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part) => parts.push(part))
    child.on('error', () => resolve(false))
    child.on('close', (code) => {
      running.delete(child)
      resolve(code === 0)
    })
  })
}

/**
 * The result of a suite. Everything that makes a run worthless counts as a failure: no tests, a skipped test, a missing
 * report, a runner that failed although its tests passed.
 */
export function judge({ report, ok }) {
  if (report === null) return { passed: 0, failed: 1, notes: ['the runner wrote no report'] }
  const { passed, failed, skipped, failures } = report
  const notes = []
  if (skipped > 0) notes.push(`${skipped} left out`)
  if (passed + failed + skipped === 0) notes.push('no test was run')
  if (!ok && failed === 0 && notes.length === 0) notes.push('the runner failed outside its tests')
  const extra = skipped > 0 ? skipped : notes.length
  return { passed, failed: failed + extra, notes, failures }
}

/** One line: what failed, and the first line of why. */
const failure = (title, message = '') => `${title}: ${stripVTControlCharacters(message).trim().split('\n')[0]}`

/**
 * Counts and failures in the JSON report of Vitest. A file that could not be loaded counts as one failure, as does each
 * error that no test caught.
 */
export function readVitest(json) {
  const broken = json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failed = json.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'failed')
    .map((test) => failure(test.fullName, test.failureMessages[0]))
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.length + json.unhandled.length,
    skipped: json.numPendingTests + json.numTodoTests,
    failures: [
      ...failed,
      ...broken.map((file) => failure(file.name, file.message)),
      ...json.unhandled.map((error) => failure('outside the tests', error.split('\n').slice(0, 4).join(' '))),
    ],
  }
}

/** The tests of a suite in the JSON report of Playwright, those of the suites inside it too. */
const specsOf = ({ suites = [], specs = [] }) => [...specs, ...suites.flatMap(specsOf)]

/** Counts and failures in the JSON report of Playwright. */
export function readPlaywright({ stats, errors, suites }) {
  const failed = specsOf({ suites })
    .filter((spec) => !spec.ok)
    .map((spec) =>
      failure(spec.title, spec.tests.flatMap((test) => test.results).find((it) => it.error)?.error.message),
    )
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...failed, ...errors.map((error) => failure('outside the tests', error.message))],
  }
}

/** Runs a test runner with a report file, and a temporary folder for its tests. */
async function withReport(read, work) {
  const folder = throwAwayFolder('tests')
  // A PostgreSQL started by a test runs as another user, who must be able to enter it.
  chmodSync(folder.path, 0o711)
  const file = join(folder.path, 'report.json')
  try {
    const ok = await work(file, { TMPDIR: folder.path })
    return judge({ ok, report: existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : null })
  } finally {
    folder.remove()
  }
}

/** Builds what changed since the last build. */
export async function runBuild() {
  const ok = await run(process.execPath, ['scripts/prepare.mjs', 'test'])
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, notes: ['the build failed'] }
}

/** Runs one project of vitest.config.ts. */
export function runVitest(project, env = {}) {
  return withReport(readVitest, (file, own) => {
    const reporters = ['default', './scripts/support/vitest-report.mjs'].map((name) => `--reporter=${name}`)
    const args = ['run', '--project', project, ...reporters]
    return run(bin('vitest'), args, { ...env, ...own, DAWR_REPORT: file })
  })
}

/** Runs projects of playwright.config.ts. */
export function runPlaywright(projects, env = {}) {
  const chromium = systemProgram('chromium')
  return withReport(readPlaywright, (file, own) => {
    const args = ['test', ...projects.map((name) => `--project=${name}`)]
    return run(bin('playwright'), args, { ...env, ...own, DAWR_CHROMIUM: chromium, DAWR_REPORT: file })
  })
}
