import { describe, expect, test } from 'vitest'
import { everyAnswer } from '@/lib/shared/security-headers'
import { contracts, isForStaff, someAddress } from './contracts'
import { type Answer, isProductionHost, send, sendAs, server } from './send'

/** One response of each kind: pages, files, data, refusals, and missing paths. */
const answers: Record<string, () => Promise<Answer>> = {
  'a page of a visitor': () => send('GET', '/ar'),
  'a page of the staff': () => sendAs('owner', 'GET', '/en/console'),
  'a page that there is not': () => send('GET', '/ar/no/such/page'),
  'a way to another page': () => send('GET', '/ar/console'),
  'a file': () => send('GET', '/icons/icon.svg'),
  data: () => send('GET', '/api/v1/services'),
  'data of somebody': () => sendAs('owner', 'GET', '/api/v1/session'),
  'a refusal': () => send('GET', '/api/v1/session'),
  'an address that there is not': () => send('GET', '/api/v1/nothing'),
  'the page of the API': () => send('GET', '/api/docs'),
  health: () => send('GET', '/health/live'),
}

const isPage = (name: string): boolean => name.includes('page of a') || name.includes('page of the staff')

describe.each(Object.entries(answers))('%s', (name, ask) => {
  test('A24 reveals no more than necessary, and sets the security headers', async () => {
    const { headers } = await ask()
    for (const [header, value] of everyAnswer) expect(headers[header.toLowerCase()], header).toBe(value)
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['server']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
    // Without an https public address, browsers would be sent where nothing listens.
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  test('A8 cannot be framed, and runs no foreign scripts', async () => {
    const { headers, status } = await ask()
    const policy = String(headers['content-security-policy'])
    if (status >= 300 && status < 400) return
    if (name === 'a file') return
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(policy).not.toContain('unsafe-eval')
    if (isPage(name)) expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=-]{16,}' 'strict-dynamic'/)
  })
})

test('A8 has a fresh nonce each time', async () => {
  const nonceOf = async (): Promise<string | undefined> =>
    /'nonce-([^']+)'/.exec(String((await send('GET', '/ar')).headers['content-security-policy']))?.[1]
  const [first, second] = [await nonceOf(), await nonceOf()]
  expect(first).toBeDefined()
  expect(second).not.toBe(first)
})

test('A8 a stream is data, not a page', async () => {
  const stream = await fetch(new URL('/api/v1/events/stream?service=lab', server))
  await stream.body?.cancel()
  expect(stream.headers.get('x-content-type-options')).toBe('nosniff')
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/)
})

/** Follows the redirect of a path without a language. */
async function found(path: string): Promise<Answer> {
  const first = await send('GET', path)
  return first.status === 307 ? send('GET', new URL(first.headers.location ?? '/', server).pathname) : first
}

const secret = [
  '/.env',
  '/.git/HEAD',
  '/package.json',
  '/server.ts',
  '/dist/server.mjs',
  '/.next/BUILD_ID',
  '/data/secret.key',
  '/prisma/schema.prisma',
  '/..%2f.env',
  '/icons/..%2f..%2f.env',
  '/_next/static/..%2f..%2fserver.js',
]

test.each(secret)('A24 %s does not exist', async (path) => {
  const answer = await found(path)
  expect([400, 404]).toContain(answer.status)
  expect(answer.text).not.toMatch(/SECRET_KEY|"dependencies"|generator client/)
})

test('A24 A10 images from other servers are not fetched', async () => {
  for (const url of ['http://127.0.0.1:1/', 'http://169.254.169.254/latest/meta-data', 'https://evil.example/x.png']) {
    const answer = await found(`/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  }
})

test('A24 no file of the build refers to a source map', async () => {
  const page = await send('GET', '/ar')
  const files = [...page.text.matchAll(/\/_next\/static\/[^"'\s\\]+\.js/g)].map(([path]) => path)
  expect(files.length).toBeGreaterThan(3)
  for (const path of new Set(files)) {
    expect((await send('GET', `${path}.map`)).status, path).toBe(404)
    expect((await send('GET', path)).text, path).not.toContain('sourceMappingURL')
  }
})

test('A24 TRACE does not echo the request', async () => {
  const { status, text } = await send('TRACE', '/api/v1/services', { headers: { 'x-probe': 'echo-me' } })
  if (isProductionHost) expect(status).toBeGreaterThanOrEqual(400)
  expect(text).not.toContain('echo-me')
})

const forStaff = contracts.filter(([, it]) => isForStaff(it) && it.endpoint.method === 'GET')

test.each(forStaff)('A2 %s reveals nothing to HEAD and OPTIONS', async (_, it) => {
  for (const method of ['HEAD', 'OPTIONS']) {
    const answer = await send(method, someAddress(it))
    expect([204, 401, 404, 405]).toContain(answer.status)
    expect(answer.headers['content-length'] ?? '0', method).not.toMatch(/^[1-9]\d{3,}/)
    if (answer.status === 204) expect(answer.text).toBe('')
  }
})
