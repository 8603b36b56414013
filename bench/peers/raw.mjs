import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPeer } from './start-peer.mjs'

/** Headers that Node itself adds to every answer. */
const ofNode = ['date', 'connection', 'keep-alive']

/** Starts a bare Node server that sends the same bytes and headers as `answer`, which came from Dawr. */
export function startRaw({ rawHeaders, text }, folder) {
  const headers = rawHeaders.flatMap((name, i) =>
    i % 2 === 0 && !ofNode.includes(name.toLowerCase()) ? [name, rawHeaders[i + 1]] : [],
  )
  const file = join(folder, 'raw-answer.json')
  writeFileSync(file, JSON.stringify({ headers, body: text }))
  return startPeer('raw Node', () => ['--max-semi-space-size=8', join(import.meta.dirname, 'raw-server.mjs'), file])
}
