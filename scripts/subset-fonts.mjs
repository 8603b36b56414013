// Writes the small font files that app/fonts.css takes from .generated/fonts: each has the characters of its
// `unicode-range` there, from the file of the same name in @fontsource.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import subsetFont from 'subset-font'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The small files of a style sheet: `{ file, characters }` each. */
export function smallFonts(css) {
  return [...css.matchAll(/@font-face \{[^}]*\}/g)].flatMap(([face]) => {
    const file = /\.generated\/fonts\/([\w.-]+\.woff2)/.exec(face)?.[1]
    const range = /unicode-range:\s*([^;]+);/.exec(face)?.[1]
    return file && range ? [{ file, characters: charactersOf(range) }] : []
  })
}

/** The characters of a CSS `unicode-range`. */
export function charactersOf(range) {
  return range
    .split(',')
    .flatMap((part) => {
      const [first, last = first] = part.trim().replace('U+', '').split('-')
      const from = Number.parseInt(first, 16)
      return Array.from({ length: Number.parseInt(last, 16) - from + 1 }, (_, i) => String.fromCodePoint(from + i))
    })
    .join('')
}

async function write({ file, characters }) {
  const [, family] = /^([a-z-]+?)-(?:arabic|latin)-\d+-normal\.woff2$/.exec(file)
  const whole = readFileSync(join(root, 'node_modules/@fontsource', family, 'files', file))
  writeFileSync(join(root, '.generated/fonts', file), await subsetFont(whole, characters, { targetFormat: 'woff2' }))
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(join(root, '.generated/fonts'), { recursive: true })
  await Promise.all(smallFonts(readFileSync(join(root, 'app/fonts.css'), 'utf8')).map(write))
}
