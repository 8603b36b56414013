/** Invisible characters: direction marks and overrides, zero-width joints, tags. */
const invisible = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/gu
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu
// Instead of `isWellFormed`, which browsers have only since 2023. A replacement character marks an unreadable value.
const broken = /[\ud800-\udfff\ufffd]/u
const manyMarks = /\p{M}{9,}/u

/**
 * Cleans a line of text. Copied text may contain direction marks, overrides (Unicode TR 36 §2.4), line breaks and control
 * characters, which nobody typed and which reorder the text next to it. Keeps the joiners that Persian and emoji need.
 */
export function cleanLine(text: string): string {
  return text.replaceAll(breaks, ' ').replaceAll(controls, '').replaceAll(invisible, '').trim()
}

/** The same for text of several lines; keeps line breaks and tabs. */
export function cleanLines(text: string): string {
  return text.replaceAll(lineEnds, '\n').replaceAll(controls, '').replaceAll(invisible, '').trim()
}

/**
 * Whether a cleaned text is safe to show beside other text: no lone surrogates, no replacement character, no stacks of
 * combining marks.
 */
export function isSafeText(text: string): boolean {
  return !broken.test(text) && !manyMarks.test(text)
}
