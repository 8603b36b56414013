const tags = /(?:W\/)?("[\x21\x23-\x7e\x80-\uffff]*")/g

/**
 * Whether an `If-None-Match` header names this strong tag (RFC 9110 §13.1.2): `*` names every tag, and `W/` before a tag
 * is ignored, because this header compares weakly.
 */
export function matchesTag(header: string | null, etag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  for (const [, tag] of header.matchAll(tags)) if (tag === etag) return true
  return false
}
