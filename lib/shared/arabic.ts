// Applied to both the stored text and the search text, so that exact matches still match.
const marksAndTatweel = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/gu
const invisible = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const latinAccents = /[\u0300-\u036f]/gu

const letters: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
}

/** Converts Arabic-Indic and Persian digits to 0-9; leaves other characters unchanged. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0x0f))
}

/**
 * Folds a text for searching: spellings that a reader considers the same word become equal (Lucene's
 * `ArabicNormalizer`, digits of both scripts, case, accents, spaces). Composes before it replaces, so that a decomposed
 * alef with hamza is folded too.
 */
export function foldForSearch(text: string): string {
  const folded = latinDigits(text.normalize('NFKC'))
    .replaceAll(invisible, '')
    .replaceAll(/[أإآٱىیکة]/gu, (letter) => letters[letter] ?? letter)
    .replaceAll(marksAndTatweel, '')
  return folded
    .normalize('NFD')
    .replaceAll(latinAccents, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

/**
 * Whether a text matches a query, both folded: each word of the query is the start of a word of the text, in any order, or
 * the text contains the whole query.
 */
export function isFoundBy(text: string, typed: string): boolean {
  const [folded, query] = [foldForSearch(text), foldForSearch(typed)]
  const words = folded.split(' ')
  return folded.includes(query) || query.split(' ').every((part) => words.some((word) => word.startsWith(part)))
}
