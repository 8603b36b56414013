const forbidden =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]|[\u{e0000}-\u{e007f}]/u
// `isWellFormed` came to browsers only in 2023.
const loneSurrogate = /[\ud800-\udfff]/u
const manyMarks = /\p{M}{9,}/u

/**
 * Whether a name is safe to show beside other text: no control or bidirectional override characters (Unicode TR 36
 * §2.4), no lone surrogates, no stacks of combining marks, no replacement character (it marks unreadable values).
 */
export function isSafeName(text: string): boolean {
  return !loneSurrogate.test(text) && !forbidden.test(text) && !manyMarks.test(text)
}
