import 'server-only'
import { hash } from 'node:crypto'

/** JSON as bytes that are ready to be sent, with their strong entity tag. */
export type ReadyJson = { readonly bytes: Buffer; readonly etag: string }

const known = new WeakMap<object, ReadyJson>()

/**
 * The bytes and the tag of a JSON text, made once for as long as `owner`, the object that holds the text, exists. The tag
 * is a hash of the bytes: equal in every process, and different whenever a single byte is.
 */
export function readyJson(owner: object, json: string): ReadyJson {
  const made = known.get(owner)
  if (made) return made
  const ready = { bytes: Buffer.from(json), etag: `"${hash('sha256', json, 'base64url').slice(0, 22)}"` }
  known.set(owner, ready)
  return ready
}
