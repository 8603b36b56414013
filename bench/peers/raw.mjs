import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPeer } from './start-peer.mjs'

/** What Node adds to every answer by itself. */
const ofNode = ['date', 'connection', 'keep-alive']

/** Starts a bare Node server that gives the same bytes and headers as `answer`, which a Dawr gave. */
export function startRaw({ rawHeaders, text }, folder) {
  const headers = rawHeaders.flatMap((name, i) =>
    i % 2 === 0 && !ofNode.includes(name.toLowerCase()) ? [name, rawHeaders[i + 1]] : [],
  )
  const file = join(folder, 'raw-answer.json')
  writeFileSync(file, JSON.stringify({ headers, body: text }))
  return startPeer('raw Node', () => ['--max-semi-space-size=8', join(import.meta.dirname, 'raw-server.mjs'), file])
}
