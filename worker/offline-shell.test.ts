import { describe, expect, it } from 'vitest'
import { builtFilesIn, isPage, isScreen, languageOf, shellOf } from './offline-shell'

describe('the offline shell', () => {
  it('uses the language of the address', () => {
    expect(shellOf('/en/visit/abc', 'ar')).toBe('/en/offline')
    expect(shellOf('/en', null)).toBe('/en/offline')
    expect(shellOf('/ar/join/lab', 'en')).toBe('/ar/offline')
  })

  it('uses the last language when the address has none, as when an installed app starts', () => {
    expect(shellOf('/', 'en')).toBe('/en/offline')
    expect(shellOf('/', 'ar')).toBe('/ar/offline')
    expect(languageOf('/en/visit/abc')).toBe('en')
    expect(languageOf('/england')).toBeNull()
  })

  it('is Arabic when no language was used before', () => {
    expect(shellOf('/', null)).toBe('/ar/offline')
    expect(shellOf('/england', null)).toBe('/ar/offline')
  })

  it('answers page requests only', () => {
    expect(['/', '/ar', '/en/visit/t_1', '/ar/apiary'].filter(isPage)).toHaveLength(4)
    expect(['/api/docs', '/health/live', '/_next/x', '/icons/icon.svg', '/ar/offline'].filter(isPage)).toEqual([])
  })

  it('is not used for the hall screen, whose page is cached; pages of people are not cached', () => {
    expect(['/ar/tv/main', '/en/tv'].filter(isScreen)).toHaveLength(2)
    expect(['/ar/visit/abc', '/ar', '/en/console', '/ar/tv/', '/tv/main'].filter(isScreen)).toEqual([])
  })

  it('finds each build file of a page once, including those in its embedded data', () => {
    const page = `<script src="/_next/static/chunks/main-1a.js"></script><link href="/_next/static/css/2b.css">
      self.__next_f.push([1,"static/chunks/main-1a.js","static/chunks/app/%5Blocale%5D/offline/page-3c.js"])`
    expect(builtFilesIn(page)).toEqual([
      '/_next/static/chunks/main-1a.js',
      '/_next/static/css/2b.css',
      '/_next/static/chunks/app/%5Blocale%5D/offline/page-3c.js',
    ])
  })

  it('finds the fonts of a style sheet', () => {
    expect(builtFilesIn('src:url(/_next/static/media/plex-4d.woff2) format("woff2")')).toEqual([
      '/_next/static/media/plex-4d.woff2',
    ])
  })
})
