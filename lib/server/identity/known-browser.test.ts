import { beforeEach, describe, expect, test } from 'vitest'
import { dropSingleton } from '../singleton'
import { knownBrowser, knownBrowserCookie } from './known-browser'

function useSecret(secret: string): void {
  process.env['SECRET_KEY'] = secret
  dropSingleton('config')
  dropSingleton('key.known-browser')
}

beforeEach(() => useSecret('kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'))

const sending = (cookie: string): Headers => new Headers({ cookie })
const nothing = new Headers()
const valueOf = (line: string): string => line.split(';')[0] ?? ''

/** A browser in which these names signed in, one after the other. */
function browserOf(...names: string[]): Headers {
  return names.reduce((headers, name) => sending(valueOf(knownBrowserCookie(headers, name))), nothing)
}

describe('a known browser', () => {
  test('is known for the user names that signed in on it, and for no other', () => {
    const browser = browserOf('amal', 'badr')
    expect(knownBrowser(browser, 'amal')).not.toBeNull()
    expect(knownBrowser(browser, 'badr')).toBe(knownBrowser(browser, 'amal'))
    expect(knownBrowser(browser, 'carim')).toBeNull()
    expect(knownBrowser(nothing, 'amal')).toBeNull()
  })
  test('has its own id', () => {
    expect(knownBrowser(browserOf('amal'), 'amal')).not.toBe(knownBrowser(browserOf('amal'), 'amal'))
  })
  test('that many share is known for the last sixteen names', () => {
    const names = Array.from({ length: 20 }, (_, i) => `clerk${i}`)
    const browser = browserOf(...names)
    expect(names.filter((name) => knownBrowser(browser, name) !== null)).toEqual(names.slice(4))
    expect((browser.get('cookie') ?? '').length).toBeLessThan(600)
  })
  test('A6: cannot be forged without a sign-in', () => {
    const [id, proof, mark] = (browserOf('amal').get('cookie') ?? '').replace('dawr_known=', '').split('.')
    for (const forged of [
      `${id}.${proof}`,
      `${id}.${mark}.${mark}`,
      `x${id}.${proof}.${mark}`,
      `${id}.${proof}.${mark?.slice(1)}x`,
      `${id}..${mark}`,
      '.',
      'x'.repeat(3_000),
    ])
      expect(knownBrowser(sending(`dawr_known=${forged}`), 'amal')).toBeNull()
  })
  test('A6: a mark is valid only for its user name and its installation', () => {
    const browser = browserOf('amal')
    expect(knownBrowser(browser, 'amal ')).toBeNull()
    useSecret('9Zq4Rw7Xt2Yv5Nb8Mc1Lp6Kj3Hg0FdSa')
    expect(knownBrowser(browser, 'amal')).toBeNull()
  })
  test('A13: does not keep an id that an attacker chose', () => {
    const line = knownBrowserCookie(sending('dawr_known=chosen-by-another.AAAAAAAAAAAAAAAAAAAAAA'), 'amal')
    expect(line).not.toContain('chosen-by-another')
  })
})
