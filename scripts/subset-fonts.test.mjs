import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { charactersOf, smallFonts } from './subset-fonts.mjs'
import { projectRoot } from './support/check.mjs'

const css = readFileSync(join(projectRoot, 'app/fonts.css'), 'utf8')

test('a range names single characters and spans', () => {
  expect(charactersOf('U+0041, U+0061-0063')).toBe('Aabc')
})

describe('T3: the small fonts', () => {
  test('are two weights of each script', () => {
    expect(smallFonts(css).map(({ file }) => file)).toEqual([
      'ibm-plex-sans-arabic-arabic-400-normal.woff2',
      'ibm-plex-sans-arabic-arabic-600-normal.woff2',
      'ibm-plex-sans-latin-400-normal.woff2',
      'ibm-plex-sans-latin-600-normal.woff2',
    ])
  })

  test('have every character of our texts, so that no page loads a whole font for them', () => {
    const known = new Set(smallFonts(css).flatMap(({ characters }) => [...characters]))
    const folder = join(projectRoot, 'lib/i18n/messages')
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
    const missing = new Set([...texts.join('')].filter((it) => !known.has(it) && it !== '\n'))
    // Pictures come from the system's own font.
    expect([...missing].filter((it) => !/\p{Emoji}/u.test(it))).toEqual([])
  })
})
