import 'server-only'
import { hash } from 'node:crypto'
import { packed } from './content-coding'

/** Serialised JSON with its strong entity tag; also compressed where it is large and rarely changes. */
export type ReadyJson = { readonly bytes: Buffer; readonly etag: string; readonly gzip?: Buffer }

const known = new WeakMap<object, ReadyJson>()

/** The strong entity tag of bytes: a hash, equal in every process, and different if any byte differs. */
export function tagOf(bytes: string | Buffer): string {
  return `"${hash('sha256', bytes, 'base64url').slice(0, 22)}"`
}

/** The bytes and the tag of a JSON text, computed once for the lifetime of `owner`, the object that holds the text. */
export function readyJson(owner: object, json: string): ReadyJson {
  const made = known.get(owner)
  if (made) return made
  const ready = { bytes: Buffer.from(json), etag: tagOf(json) }
  known.set(owner, ready)
  return ready
}

/** The bytes of a value that does not change, also compressed. */
export async function packedJson(value: unknown): Promise<ReadyJson> {
  const bytes = Buffer.from(JSON.stringify(value))
  return { bytes, etag: tagOf(bytes), gzip: await packed(bytes) }
}
