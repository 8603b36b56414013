import 'server-only'
import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { packed } from './content-coding'

/** Smaller texts fit into one packet anyway. */
const leastPacked = 1_024

/** The strong entity tag of bytes: a hash, equal in every process, and different if any byte differs. */
export function tagOf(bytes: string | Buffer): string {
  return `"${hash('sha256', bytes, 'base64url').slice(0, 22)}"`
}

/** Serialised JSON with its strong entity tag, and its gzip form where that is worth it. */
export class ReadyJson {
  readonly bytes: Buffer
  readonly etag: string

  constructor(
    json: string | Buffer,
    private small?: Buffer,
  ) {
    this.bytes = Buffer.from(json)
    this.etag = tagOf(this.bytes)
  }

  /** Whether clients that accept gzip get that form. */
  get isPacked(): boolean {
    return this.bytes.length >= leastPacked
  }

  /** The gzip form, made once. */
  get gzip(): Buffer {
    this.small ??= gzipSync(this.bytes)
    return this.small
  }
}

const known = new WeakMap<object, ReadyJson>()

/** The bytes and the tag of a JSON text, computed once for the lifetime of `owner`, the object that holds the text. */
export function readyJson(owner: object, json: string): ReadyJson {
  const made = known.get(owner)
  if (made) return made
  const ready = new ReadyJson(json)
  known.set(owner, ready)
  return ready
}

/** The bytes of a value that does not change, compressed as small as possible. */
export async function packedJson(value: unknown): Promise<ReadyJson> {
  const bytes = Buffer.from(JSON.stringify(value))
  return new ReadyJson(bytes, await packed(bytes))
}
