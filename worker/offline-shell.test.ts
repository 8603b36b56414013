import { describe, expect, it } from 'vitest'
import { builtFilesIn, isPage, isScreen, shellOf } from './offline-shell'

describe('the offline shell', () => {
  it('speaks the language of the address', () => {
    expect(shellOf('/en/visit/abc')).toBe('/en/offline')
    expect(shellOf('/en')).toBe('/en/offline')
    expect(shellOf('/ar/join/lab')).toBe('/ar/offline')
  })

  it('is Arabic for an address without a language', () => {
    expect(shellOf('/')).toBe('/ar/offline')
    expect(shellOf('/england')).toBe('/ar/offline')
  })

  it('answers for pages only', () => {
    expect(['/', '/ar', '/en/visit/t_1', '/ar/apiary'].filter(isPage)).toHaveLength(4)
    expect(['/api/docs', '/health/live', '/_next/x', '/icons/icon.svg', '/ar/offline'].filter(isPage)).toEqual([])
  })

  it('is not needed by the screen of a hall, whose page is kept; no page of a person is', () => {
    expect(['/ar/tv/main', '/en/tv'].filter(isScreen)).toHaveLength(2)
    expect(['/ar/visit/abc', '/ar', '/en/console', '/ar/tv/', '/tv/main'].filter(isScreen)).toEqual([])
  })

  it('finds each build file of a page once, also in the data that the page carries', () => {
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
