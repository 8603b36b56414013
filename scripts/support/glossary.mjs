// Reads docs/glossary.md: rows `| English | Arabic | not | ليس | meaning |`, and the list of other Arabic words that are wrong.

const row = /^\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|[^|]*\|$/
const commands = /^Words that no Arabic text uses: ([^]*?)\.$/m
const letter = '[\\u0621-\\u0652]'
const prefixes = '[وف]?(?:[بك]?ال|لل|[بلك])?'
const suffixes = '(?:ها|هما|هم|ه|كم|ك|نا|ي|ًا)?'

const listOf = (cell) =>
  cell
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

const escaped = (word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A term may have articles within it, and its ة is written ت before a pronoun. */
const arabicOf = (word) => escaped(word).replaceAll(' ', ' (?:ال)?').replaceAll('ة', '[ةت]')

/**
 * A pattern for any of `words`: whole words, in Arabic also with an article or a preposition before and a pronoun after
 * them.
 */
function patternOf(language, words) {
  const either = words.map((word) => (language === 'ar' ? arabicOf(word) : escaped(word))).join('|')
  return language === 'ar'
    ? new RegExp(`(?<!${letter})${prefixes}(?:${either})${suffixes}(?!${letter})`, 'u')
    : new RegExp(`(?<![\\w-])(?:${either})(?![\\w-])`, /[A-Z]{2}/.test(either) ? 'u' : 'iu')
}

function termOf(language, cell) {
  const words = listOf(cell)
  return { word: words[0], says: patternOf(language, words) }
}

function avoidedOf(language, cell, instead) {
  return listOf(cell).map((written) => {
    const [, word, namespaces] = /^(.*?)(?: \(([\w ]+)\))?$/.exec(written)
    return {
      word,
      only: namespaces?.split(' ') ?? null,
      says: patternOf(language, [word]),
      instead: `say "${instead}"`,
    }
  })
}

/** The terms of the glossary, and the words that no text may use, by language. */
export function readGlossary(text) {
  const terms = []
  const avoided = { en: [], ar: [] }
  for (const [index, line] of text.split('\n').entries()) {
    const cells = row.exec(line)?.slice(1)
    if (cells === undefined || /^(\s*English\s*|-+)$/.test(cells[0])) continue
    const [en, ar] = [termOf('en', cells[0]), termOf('ar', cells[1])]
    terms.push({ line: index + 1, en, ar })
    avoided.en.push(...avoidedOf('en', cells[2], en.word))
    avoided.ar.push(...avoidedOf('ar', cells[3], ar.word))
  }
  for (const word of listOf(commands.exec(text)?.[1]?.replaceAll('\n', ' ') ?? '')) {
    avoided.ar.push({ word, only: null, says: commandOf(word), instead: 'see the forms there' })
  }
  return { terms, avoided }
}

/** A command as a whole word: with an article or a pronoun it would be another word. */
function commandOf(word) {
  return new RegExp(`(?<!${letter})[وف]?${escaped(word)}(?!${letter})`, 'u')
}
