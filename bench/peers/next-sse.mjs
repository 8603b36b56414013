import { execFileSync } from 'node:child_process'
import { cpSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { startPeer } from './start-peer.mjs'

const modules = resolve(import.meta.dirname, '..', '..', 'node_modules')
const next = join(modules, 'next', 'dist', 'bin', 'next')
let home = null

/** A plain route handler that streams, under `next start`: a small app built with the project's Next. */
export const nextSse = {
  name: 'Next route handler',
  mode: 'sse',
  request: 'GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n',
  prepare() {
    const folder = throwAwayFolder('next-sse')
    process.on('exit', folder.remove)
    home = folder.path
    cpSync(join(import.meta.dirname, 'next-sse'), home, { recursive: true })
    symlinkSync(modules, join(home, 'node_modules'))
    writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
    execFileSync(process.execPath, [next, 'build', '--webpack'], {
      cwd: home,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  },
  start: () => startPeer('next start', (port) => [next, 'start', '-p', String(port), '-H', '127.0.0.1'], home),
}
