// The static checks. `node scripts/verify.mjs [name…]` runs selected ones.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from './support/check.mjs'
import { runCommand, runPooled } from './support/run-command.mjs'

const parts = ['app', 'lib', 'worker', 'prisma', 'e2e', 'test', 'server.ts', 'proxy.ts', 'instrumentation.ts']
const own = (name) => ({ name, command: process.execPath, args: [`scripts/check-${name}.mjs`] })
const tool = (name, bin, ...args) => ({ name, command: join(projectRoot, 'node_modules/.bin', bin), args })

// Long checks first, so that two parallel lanes end at about the same time.
const checks = [
  tool('lint', 'eslint', '.', '--max-warnings=0'),
  tool('types', 'tsc', '--noEmit'),
  tool(
    'boundaries',
    'depcruise',
    '--output-type',
    'err-long',
    ...parts.filter((it) => existsSync(join(projectRoot, it))),
  ),
  tool('dead-code', 'knip', '--no-progress'),
  tool('format', 'biome', 'check', '--error-on-warnings', '--max-diagnostics=20', '.'),
  own('lock'),
  own('migrations'),
  own('messages'),
  own('glossary'),
  own('sizes'),
  own('tables'),
  own('logical-css'),
  own('env'),
  own('rights'),
  own('rights-document'),
  own('topics'),
  own('security-documents'),
  own('words'),
  own('architecture'),
  own('flags'),
]

/**
 * Runs the named checks, by default all. Returns how many passed and failed, and as `output` the output of the failed
 * ones and a table of all.
 */
export async function verify(names = [], { niceness = 0 } = {}) {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name))
  if (unknown.length > 0)
    throw new Error(`unknown check ${unknown.join(', ')}; checks are ${checks.map((it) => it.name).join(', ')}`)
  const chosen = checks.filter((check) => names.length === 0 || names.includes(check.name))
  const env = { NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' }
  const results = await runPooled(
    chosen.map((check) => async () => {
      const result = await runCommand(check.command, check.args, { cwd: projectRoot, env, niceness })
      return { ...check, ...result }
    }),
    2,
  )
  const failures = results.filter(({ ok }) => !ok)
  const output = [
    ...failures.map(({ name, output }) => `\n── ${name} ──\n${output}`),
    '',
    ...results.map(
      ({ name, ok, seconds }) => `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`,
    ),
  ].join('\n')
  return { passed: results.length - failures.length, failed: failures.length, output }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed, output } = await verify(process.argv.slice(2))
  console.log(output)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
