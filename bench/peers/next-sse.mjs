import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startServer } from '../platform/processes.mjs'

const modules = resolve(import.meta.dirname, '..', '..', 'node_modules')
const next = join(modules, 'next', 'dist', 'bin', 'next')
let built = null

/** Builds the small app once, in a folder of its own, with the project's own Next. */
function build(folder) {
  if (built) return built
  const home = mkdtempSync(join(folder, 'next-'))
  cpSync(join(import.meta.dirname, 'next-sse'), home, { recursive: true })
  symlinkSync(modules, join(home, 'node_modules'))
  writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
  execFileSync(process.execPath, [next, 'build', '--webpack'], {
    cwd: home,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  built = home
  return built
}

/** A plain route handler that streams, under `next start`. */
export const nextSse = {
  name: 'Next route handler',
  needs: null,
  mode: 'sse',
  request: 'GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n',
  prepare: build,
  start: (port, folder) =>
    startServer(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
      port,
      cwd: build(folder),
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    }),
}
