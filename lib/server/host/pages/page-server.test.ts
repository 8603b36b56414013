import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HeaderReader } from '../../http/http-request'
import { noteFailure } from '../../page-failure'
import { dropSingleton } from '../../singleton'
import type { Fill } from './filled-page'
import type { PageHandler } from './page-handler'
import type { PageLimits } from './page-line'
import { PageServer } from './page-server'
import { Traffic } from './traffic'

beforeEach(() => {
  process.env['SECRET_KEY'] = 'kB7vQ2mZx9Lw4Tn8Rj5Yc1Hd6Gf3Ps0A'
  dropSingleton('config')
})

let stop: () => void = () => undefined
afterEach(() => stop())

type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

/** A server of pages: `/public` is open to everybody, and shows the person who sends a cookie. */
async function serving(pages: PageHandler, { limits, fill = null }: { limits?: PageLimits; fill?: Fill | null } = {}) {
  let change: () => void = () => undefined
  const rules = {
    isPublic: (path: string) => path === '/public',
    isPersonal: (_: string, headers: HeaderReader) => Promise.resolve(headers.get('cookie') !== null),
    fillOf: (path: string) => (path === '/filled' ? fill : null),
    onChange: (listener: () => void) => (change = listener),
  }
  const server = new PageServer(pages, rules, new Traffic(), limits)
  const http = createServer((req, res) => void server.answer(req, res)).listen(0, '127.0.0.1')
  await once(http, 'listening')
  stop = () => {
    http.close()
    http.closeAllConnections()
  }
  const { port } = http.address() as AddressInfo
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path, headers }, (answer) => {
        let text = ''
        answer.on('data', (part) => (text += String(part)))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      })
      sent.on('error', reject).end()
    })
  return { port, ask, change: () => change() }
}

const shown: PageHandler = async (req, res) => {
  res.end(`${req.url} for ${req.headers.cookie ?? 'everybody'}`)
}

describe('a page', () => {
  test('that is public is shared by all clients who are not recognised', async () => {
    const pages = vi.fn(shown)
    const { ask, change } = await serving(pages)
    for (let i = 0; i < 5; i++) expect((await ask('/public')).text).toBe('/public for everybody')
    expect(pages).toHaveBeenCalledTimes(1)
    change()
    await ask('/public')
    expect(pages).toHaveBeenCalledTimes(2)
  })
  test('that is personal is rendered for its person only', async () => {
    const { ask } = await serving(shown)
    expect((await ask('/public', { cookie: 'who=a' })).text).toBe('/public for who=a')
    expect((await ask('/public')).text).toBe('/public for everybody')
    expect((await ask('/own', { cookie: 'who=a' })).text).toBe('/own for who=a')
    expect((await ask('/own')).text).toBe('/own for everybody')
  })
  test('has the headers of every answer, once each', async () => {
    const { ask } = await serving(shown)
    for (const path of ['/public', '/own']) expect((await ask(path)).headers['x-frame-options'], path).toBe('DENY')
  })
})

test('a page that differs in one part is rendered once, and everybody gets their own part, read from their own headers', async () => {
  const pages = vi.fn(shown)
  const fill: Fill = (headers) =>
    Promise.resolve({ path: '/template', stamps: new Map([['everybody', headers.get('cookie') ?? 'nobody']]) })
  const { ask } = await serving(pages, { fill })
  const texts = await Promise.all(['a=1', 'b=2', 'c=3'].map(async (cookie) => (await ask('/filled', { cookie })).text))
  expect(texts).toEqual(['/template for a=1', '/template for b=2', '/template for c=3'])
  expect(pages).toHaveBeenCalledTimes(1)
  // Data for the router in the browser is not shared.
  expect((await ask('/filled', { cookie: 'a=1', rsc: '1' })).text).toBe('/filled for a=1')
})

describe('while the database is away', () => {
  const gone = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
  const failing =
    (error: Error): PageHandler =>
    async (_, res) => {
      await Promise.resolve()
      noteFailure(error)
      res.statusCode = 500
      res.setHeader('Set-Cookie', 'a=b')
      res.setHeader('Content-Encoding', 'gzip')
      res.flushHeaders()
      res.write('<p>')
      res.end('failed')
    }
  test('every page answers 503, for a browser as a page in both languages that tries again', async () => {
    const { ask } = await serving(failing(gone), { fill: () => Promise.reject(gone) })
    for (const path of ['/public', '/own', '/filled']) {
      const { status, headers, text } = await ask(path, { accept: 'text/html' })
      expect([status, headers['retry-after'], headers['set-cookie'], headers['content-encoding']], path).toEqual([
        503,
        '2',
        undefined,
        undefined,
      ])
      expect(text).toMatch(/http-equiv="refresh"[^]*غير متاحة الآن[^]*Not available right now/)
      expect(text).not.toContain('failed')
      expect((await ask(path)).headers['content-type'], path).toBe('application/problem+json')
    }
  })
  test('any other failure stays a 500, with its own page', async () => {
    const { ask } = await serving(failing(new Error('a bug')), { fill: () => Promise.reject(new Error('a bug')) })
    for (const path of ['/public', '/own', '/filled']) {
      const { status, headers, text } = await ask(path, { accept: 'text/html' })
      expect([status, headers['set-cookie'], text], path).toEqual([500, ['a=b'], '<p>failed'])
    }
  })
})

test('clients that do not read their page do not delay others', async () => {
  const { port, ask } = await serving(async (req, res) => {
    res.write(Buffer.alloc(req.url === '/large' ? 16_000_000 : 10, 'x'))
    res.end()
    if (!res.writableFinished) await once(res, 'close')
  })
  const sockets = Array.from({ length: 3 }, () => connect(port, '127.0.0.1').pause())
  for (const socket of sockets) socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n')
  expect((await ask('/own')).text).toBe('xxxxxxxxxx')
  for (const socket of sockets) socket.destroy()
})

test('when too many wait, a browser gets a page in both languages that tries again, a program an error', async () => {
  const rendering = vi.fn<PageHandler>((_, res) => once(res, 'close').then(() => undefined))
  const { ask } = await serving(rendering, { limits: { atOnce: 1, mostOfOne: 1, mostOfAll: 9 } })
  const never = ask('/own')
  await vi.waitFor(() => expect(rendering).toHaveBeenCalled())
  // One of these waits, whichever comes first; the other finds the line full.
  const two = Array.from({ length: 2 }, () => ask('/own', { accept: 'text/html' }))
  const page = await Promise.race(two)
  expect([page.status, page.headers['retry-after'], page.headers['cache-control']]).toEqual([503, '2', 'no-store'])
  expect(page.text).toMatch(/http-equiv="refresh"[^]*غير متاحة الآن[^]*Not available right now/)
  const problem = await ask('/own')
  expect([problem.status, (JSON.parse(problem.text) as { code: string }).code]).toEqual([503, 'unavailable'])
  stop()
  await Promise.allSettled([never, ...two])
})
