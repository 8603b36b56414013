import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { send, server } from './send'

// What our own host checks before Next gets a request; plain `next start` does not, and must not be exposed.

type Said = { status: number; head: string; body: string }

/** What a connection is answered that sends exactly this, until the other side closes it. */
function say(text: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(server.port), server.hostname, () => socket.write(text))
    let said = ''
    socket.setEncoding('latin1')
    socket.on('data', (part: string) => (said += part))
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', body = ''] = said.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1]), head, body })
    })
  })
}

const ask = (line: string, host = server.host): Promise<Said> =>
  say(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)

const odd: [status: number, line: string][] = [
  [400, 'GET //%'],
  [400, 'GET /%E0%A4%A'],
  [400, 'GET //evil.example/x'],
  [400, 'GET /\\evil.example'],
  [400, 'GET /ar/%00'],
  [400, `GET http://${server.host}/ar`],
  [400, 'GET https://evil.example/ar'],
  [405, 'GET *'],
  [405, 'TRACE /ar'],
  [405, 'PROPFIND /ar'],
  [405, 'POST /ar'],
  [405, 'DELETE /icons/icon.svg'],
]

describe('our own host refuses', () => {
  test.each(odd)('A24 with %i: %s', async (status, line) => {
    const { head, ...answer } = await ask(line)
    expect(answer.status).toBe(status)
    expect(head).toMatch(/^content-type: application\/problem\+json/im)
    expect(head).toContain("default-src 'none'")
    expect(head).not.toMatch(/^(?:location|refresh):/im)
    const allow = status === 405 ? (line.endsWith('*') ? 'OPTIONS' : 'GET, HEAD, OPTIONS') : undefined
    expect(/^allow: (.*)$/im.exec(head)?.[1]).toBe(allow)
  })
  test.each(['user@', 'user:password@'])('A7 a Host with user info: %s', async (info) => {
    for (const path of ['/ar', '/api/v1/services', '/sw.js'])
      expect((await ask(`GET ${path}`, `${info}${server.host}`)).status, path).toBe(400)
  })
})

/** Addresses that begin like those of data and files, and are neither. */
const alike = [
  '/healthy',
  '/apixyz',
  '/worker-x',
  '/workbox-x',
  '/sw.jsx',
  '/iconsx',
  '/.well-knownx',
  '/_next/x',
  '/ar/api/x',
]

test.each(alike)('A8 no page under %s goes without a policy', async (path) => {
  const { status, headers } = await send('GET', path)
  expect([307, 404]).toContain(status)
  if (status === 307) expect(headers.location).toBe(`/ar${path}`)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
})

const missing = ['/icons/none.png', '/_next/static/none.js', '/vendor/none.js', '/.well-known/none']

test.each(missing)('A8 a missing path under %s is answered with a policy too', async (path) => {
  const { status, headers } = await send('GET', path)
  expect([status, headers['content-security-policy']]).toEqual([404, "default-src 'none'; frame-ancestors 'none'"])
})

describe('a page', () => {
  const claims = [
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { 'x-forwarded-port': '6666' },
    { 'x-forwarded-server': 'evil.example' },
    { forwarded: 'host=evil.example' },
    { 'x-original-host': 'evil.example' },
  ]
  test.each(claims)('A7 repeats nothing of %j, which a cache would keep for others', async (headers) => {
    for (const path of ['/', '/ar', '/en/join/lab', '/ar/tv/main', '/ar/console', '/ar/none']) {
      const answer = await send('GET', path, { headers })
      expect(JSON.stringify([answer.headers, answer.text]), path).not.toMatch(/evil\.example|6666/)
      expect(String(answer.headers.link ?? ''), path).not.toContain('https:')
    }
  })
})
