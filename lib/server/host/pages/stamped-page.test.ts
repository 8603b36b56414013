import { randomBytes } from 'node:crypto'
import { createGunzip, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { StampedPage } from './stamped-page'

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA=='
const html = (stamp: string): string =>
  `<html><script nonce="${stamp}">1</script><p>دَوْر ${'كلام '.repeat(200)}</p><script nonce="${stamp}" src="/a"></script>${stamp}`
const page = new StampedPage(Buffer.from(html(nonce)), [nonce])
const own = (value: string): Map<string, string> => new Map([[nonce, value]])

test('every client gets the page with its own nonce, plain or compressed', () => {
  for (let i = 0; i < 20; i++) {
    const value = randomBytes(16).toString('base64')
    expect(String(page.plain(own(value)))).toBe(html(value))
    expect(String(gunzipSync(page.gzip(own(value))))).toBe(html(value))
  }
})

test('the compressed page is small, and can be read byte by byte', async () => {
  const bytes = page.gzip(own(nonce))
  expect(bytes.length).toBeLessThan(page.plain(own(nonce)).length / 4)
  const reader = createGunzip()
  for (const byte of bytes) reader.write(Buffer.of(byte))
  reader.end()
  const parts: Buffer[] = []
  for await (const part of reader) parts.push(part as Buffer)
  expect(String(Buffer.concat(parts))).toBe(html(nonce))
})

test('a page without a nonce, and an empty one, stay as they are', () => {
  for (const text of ['', 'no script here']) {
    const bare = new StampedPage(Buffer.from(text), [nonce])
    expect([String(bare.plain(own('x'))), String(gunzipSync(bare.gzip(own('x'))))]).toEqual([text, text])
  }
})

test('a header is stamped like the page', () => {
  expect(page.stamp(`script-src 'nonce-${nonce}'`, own('b'))).toBe("script-src 'nonce-b'")
})

test('a page has any number of marks; their values may be long, empty or look like marks and patterns', () => {
  const marks = ['A+/=', '<!--own-->', 'token']
  const text = '<a href="/visit/token">A+/=<!--own--></a>token'
  const filled = new StampedPage(Buffer.from(text), marks)
  for (const value of ['', 'token', '$&$1', 'دَوْر '.repeat(30_000)]) {
    const stamps = new Map([
      ['A+/=', value],
      ['<!--own-->', `<p>${value}</p>`],
      ['token', 'abc'],
    ])
    const expected = `<a href="/visit/abc">${value}<p>${value}</p></a>abc`
    expect(String(filled.plain(stamps))).toBe(expected)
    expect(String(gunzipSync(filled.gzip(stamps)))).toBe(expected)
  }
  expect(new StampedPage(Buffer.from(''), marks).stamp('/visit/token', new Map([['token', 'abc']]))).toBe('/visit/abc')
})
