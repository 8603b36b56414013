import { randomBytes } from 'node:crypto'
import { createGunzip, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { StampedPage } from './stamped-page'

const nonce = 'AAAAAAAAAAAAAAAAAAAAAA=='
const html = (stamp: string): string =>
  `<html><script nonce="${stamp}">1</script><p>دَوْر ${'كلام '.repeat(200)}</p><script nonce="${stamp}" src="/a"></script>${stamp}`
const page = new StampedPage(Buffer.from(html(nonce)), nonce)

test('every client gets the page with its own nonce, plain or compressed', () => {
  for (let i = 0; i < 20; i++) {
    const own = randomBytes(16).toString('base64')
    expect(String(page.plain(own))).toBe(html(own))
    expect(String(gunzipSync(page.gzip(own)))).toBe(html(own))
  }
})

test('the compressed page is small, and can be read byte by byte', async () => {
  const bytes = page.gzip(nonce)
  expect(bytes.length).toBeLessThan(page.plain(nonce).length / 4)
  const reader = createGunzip()
  for (const byte of bytes) reader.write(Buffer.of(byte))
  reader.end()
  const parts: Buffer[] = []
  for await (const part of reader) parts.push(part as Buffer)
  expect(String(Buffer.concat(parts))).toBe(html(nonce))
})

test('a page without a nonce, and an empty one, stay as they are', () => {
  for (const text of ['', 'no script here']) {
    const bare = new StampedPage(Buffer.from(text), nonce)
    expect([String(bare.plain('x')), String(gunzipSync(bare.gzip('x')))]).toEqual([text, text])
  }
})

test('a header is stamped like the page', () => {
  expect(page.stamp(`script-src 'nonce-${nonce}'`, 'b')).toBe("script-src 'nonce-b'")
})
