import 'server-only'
import { hash } from 'node:crypto'

/** Serialised JSON with its strong entity tag. */
export type ReadyJson = { readonly bytes: Buffer; readonly etag: string }

const known = new WeakMap<object, ReadyJson>()

/**
 * The bytes and the tag of a JSON text, computed once for the lifetime of `owner`, the object that holds the text. The
 * tag is a hash of the bytes: equal in every process, and different if any byte differs.
 */
export function readyJson(owner: object, json: string): ReadyJson {
  const made = known.get(owner)
  if (made) return made
  const ready = { bytes: Buffer.from(json), etag: `"${hash('sha256', json, 'base64url').slice(0, 22)}"` }
  known.set(owner, ready)
  return ready
}
