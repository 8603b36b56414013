// Builds everything that `npm start` runs: the API table, the pages, the production host and its child processes.
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compiledMessages } from './support/messages-for-react.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

run(process.execPath, ['scripts/generate-api-table.mjs'])
// Refuses to build an endpoint or page without declared rights.
run(process.execPath, ['scripts/check-rights.mjs'])
run(process.execPath, ['scripts/check-topics.mjs'])

const common = {
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  tsconfig: 'tsconfig.json',
  logLevel: 'warning',
}

await build({
  ...common,
  entryPoints: {
    server: 'server.ts',
    'fan-out-thread': 'lib/server/events/fan-out-thread.ts',
    dawr: 'cli/dawr.ts',
    dev: 'scripts/dev/dev.ts',
    demo: 'scripts/demo/demo.ts',
  },
  packages: 'external',
  alias: { 'server-only': './scripts/empty-module.mjs' },
})
await build({ ...common, ...compiledMessages, entryPoints: { 'visit-part': 'app/filled-pages/visit-part.tsx' } })

if (!process.argv.includes('--host-only')) {
  // Next empties .next first, except for its cache.
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build', '--webpack'], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  // Before the mark that the build is whole.
  run(process.execPath, ['scripts/check-built-files.mjs'])
  cpSync('.next/BUILD_ID', 'dist/BUILD_ID')
}
