import 'server-only'
import type { ServerResponse } from 'node:http'
import { everyAnswer, onlyHttps } from '@/lib/shared/security-headers'
import { config } from '../config/config'
import { hub } from '../events/hub'
import { singleton } from '../singleton'
import { isBodyless, type Reply } from './reply'

const ofEveryAnswer = (): readonly string[] =>
  singleton('headers-of-every-answer', () => [...everyAnswer, ...(config().secureCookies ? [onlyHttps] : [])].flat())

/** The headers that our own host adds to every answer, alternating names and values. */
export function hostHeaders(): string[] {
  return hub().draining ? [...ofEveryAnswer(), 'Connection', 'close'] : [...ofEveryAnswer()]
}

/** Writes a reply with the headers of our own host. Does nothing when the client has disconnected. */
export function writeReply(res: ServerResponse, { status, headers, body }: Reply): void {
  if (res.destroyed) return
  const all = hostHeaders()
  for (const part of headers) all.push(part)
  if (!isBodyless(status)) all.push('Content-Length', String(Buffer.byteLength(body)))
  // Node omits the body of an answer to HEAD by itself.
  res.writeHead(status, all).end(body)
}
