import { expect, test } from 'vitest'
import { problemOf, send } from './send'

const dotted = [
  '/x.php',
  '/.env',
  '/wp-login.php',
  '/sitemap.xml',
  '/apple-touch-icon-precomposed.png',
  '/worker-none.js',
  '/workbox-none.js',
  '/arx/y.z',
  '/_next/none.json',
]

test.each(dotted)('T1: %s is answered with our own small page in both languages, without Next', async (path) => {
  const { status, headers, text } = await send('GET', path, { headers: { accept: 'text/html,*/*' } })
  expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  expect(text).toContain('<html lang="ar" dir="rtl">')
  expect(text).toContain('<div lang="en" dir="ltr">')
  expect(text.length).toBeLessThan(2_000)
  expect(text).not.toMatch(/<script|_next/)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'nonce-/)
})

test.each(dotted)('T1: %s is a problem document for programs', async (path) => {
  const answer = await send('GET', path)
  expect([answer.status, problemOf(answer).code]).toEqual([404, 'not_found'])
})

test.each(['/icons/offline', '/vendor/tv/main', '/icons', '/api/tv', '/.well-known/sign-in', '/_next/static/tv'])(
  'T1: no page is rendered at %s, where a name stands in the place of the language',
  async (path) => {
    const { status, headers, text } = await send('GET', path, { headers: { accept: 'text/html' } })
    if (status === 307) expect(headers.location).toBe(`/ar${path}`)
    else expect([status, text.includes('__next')]).toEqual([404, false])
  },
)

test('T1: there is a favicon, and a robots.txt that keeps crawlers off secret pages and data', async () => {
  const icon = await send('GET', '/favicon.ico')
  expect([icon.status, icon.headers['content-type']]).toEqual([200, 'image/x-icon'])
  const robots = await send('GET', '/robots.txt')
  expect([robots.status, String(robots.headers['content-type']).toLowerCase()]).toEqual([
    200,
    'text/plain; charset=utf-8',
  ])
  for (const path of ['/api/', '/*/visit/', '/*/setup/']) expect(robots.text).toContain(`Disallow: ${path}\n`)
})
