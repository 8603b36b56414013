import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type OwnServer, ownServers } from './own-server'
import { closedAfterEach } from './shared-server'
import type { StreamClient } from './stream-client'
import { eventually } from './wait'

const servers = ownServers()
const open = closedAfterEach()
let server: OwnServer
beforeAll(async () => {
  const env = {
    LOG_LEVEL: 'info',
    WORKERS: '1',
    REDIS_URL: '',
    TRUSTED_PROXIES: '127.0.0.1',
    MAX_STREAMS_PER_ADDRESS: '40',
    MAX_STREAMS: '60',
  }
  server = await servers.start({ DATABASE_URL: await servers.database(), ...env })
}, 60_000)

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** A raw connection that records the answer and when it was closed. */
async function raw(text: string): Promise<{ socket: Socket; said: () => string; isOver: () => boolean }> {
  const socket = connect(server.port, '127.0.0.1')
  sockets.push(socket)
  let [said, isOver] = ['', false]
  socket.on('data', (part) => (said += part.toString('latin1')))
  socket.on('error', () => (isOver = true))
  socket.on('close', () => (isOver = true))
  await new Promise<void>((done) => socket.once('connect', done))
  socket.write(Buffer.from(text, 'latin1'))
  return { socket, said: () => said, isOver: () => isOver }
}

const head = (method: string, path: string, ...lines: string[]): string =>
  [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, ...lines, ''].join('\r\n')

/** A hundred requests of another client, one after the other. How long they take is measured by `npm run bench -- hostile`. */
async function othersAreAnswered(): Promise<void> {
  for (let i = 0; i < 100; i++) expect((await server.api.send('GET', '/queues/lab/status')).status).toBe(200)
}

test('A16: clients that send headers or a body very slowly are disconnected; others are not affected', async () => {
  const slowHeads = await Promise.all(Array.from({ length: 150 }, () => raw(head('GET', '/ar').trimEnd())))
  const begin = head('POST', '/api/v1/tickets', 'Content-Type: application/json', 'Content-Length: 60', '', '{')
  const slowBodies = await Promise.all(Array.from({ length: 150 }, () => raw(begin.trimEnd())))
  const idle = await Promise.all(Array.from({ length: 300 }, () => raw('')))
  const all = [...slowHeads, ...slowBodies]
  const dripping = setInterval(() => {
    for (const { socket, isOver } of all) if (!isOver()) socket.write(' ')
  }, 1_000)
  try {
    await othersAreAnswered()
    await eventually('all of them to be disconnected', () => [...all, ...idle].every((it) => it.isOver()), 50_000)
    for (const { said } of [...slowHeads, ...idle]) expect(said()).toMatch(/^HTTP\/1\.1 408 /)
    expect(server.said()).not.toContain('unexpected error')
    await othersAreAnswered()
  } finally {
    clearInterval(dripping)
  }
}, 90_000)

test('A16: oversized headers and cookies are refused, compressed bodies are not decompressed', async () => {
  const long = await raw(head('GET', '/api/v1/services', `Cookie: a=${'b'.repeat(100_000)}`, ''))
  await eventually('an answer', () => long.said() !== '')
  expect(long.said()).toMatch(/^HTTP\/1\.1 431 /)
  const many = await raw(head('GET', '/api/v1/services', ...Array.from({ length: 5_000 }, (_, i) => `X-${i}: 1`), ''))
  await eventually('an answer', () => many.said() !== '')
  expect(many.said()).toMatch(/^HTTP\/1\.1 431 /)
  const bomb = gzipSync(`"${'0'.repeat(50_000_000)}"`)
  const answer = await fetch(`${server.url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: bomb,
  })
  // Read as it is: unpacked it would be a string, and the answer another.
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'invalid_json'])
})

describe('streams', () => {
  const openStreams = (): Promise<number> => server.api.metric('dawr_streams_open', 1)

  test('A16: the oldest of a visitor end when there are more than twelve; other visitors keep theirs', async () => {
    await eventually('a quiet server', async () => (await openStreams()) === 0)
    const own = { headers: { cookie: (await server.api.join('xray')).cookie } }
    const other = { headers: { cookie: (await server.api.join('xray')).cookie } }
    const neighbour = await (await open(server.url, 'service=xray', other)).begun()
    const streams: StreamClient[] = []
    for (let i = 0; i < 20; i++) streams.push(await (await open(server.url, 'service=xray', own)).begun())
    await eventually('the oldest to end', () => streams.slice(0, 8).every((it) => it.hasEnded))
    expect(streams.slice(8).some((it) => it.hasEnded)).toBe(false)
    expect(neighbour.hasEnded).toBe(false)
    expect(await openStreams()).toBe(13)
    for (const stream of [...streams, neighbour]) stream.close()
    await eventually('no open stream', async () => (await openStreams()) === 0)
  })

  test('A16: have a limit per address; closed streams free their place', async () => {
    await eventually('a quiet server', async () => (await openStreams()) === 0)
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
    const streams = await Promise.all(
      Array.from({ length: 40 }, () => open(server.url, 'service=lab', from('203.0.113.1'))),
    )
    await Promise.all(streams.map((it) => it.begun()))
    const refused = { status: 429, code: 'too_many_requests' }
    await expect(open(server.url, 'service=lab', from('203.0.113.1'))).rejects.toMatchObject(refused)
    await (await open(server.url, 'service=lab', from('203.0.113.2'))).begun()
    for (const stream of streams) stream.close()
    await eventually('a place', () =>
      open(server.url, 'service=lab', from('203.0.113.1')).then(
        () => true,
        () => false,
      ),
    )
  })

  test('A16: one network that takes all places leaves one to phones of other networks and to staff', async () => {
    await eventually('a quiet server', async () => (await openStreams()) === 0)
    const from = (address: string, cookie?: string) => ({
      headers: { 'x-forwarded-for': address, ...(cookie !== undefined && { cookie }) },
    })
    const crowd: StreamClient[] = []
    for (let i = 0; i < 54; i++)
      crowd.push(await (await open(server.url, 'service=lab', from(`203.0.113.${i % 3}`))).begun())
    const phones: StreamClient[] = []
    for (let i = 0; i < 20; i++)
      phones.push(await (await open(server.url, 'service=lab', from(`192.0.${i}.1`))).begun())
    const { cookie } = await server.api.signIn('reception')
    await (await open(server.url, 'service=lab', from('203.0.113.1', cookie))).begun()
    const refused = { status: 503, code: 'unavailable' }
    await expect(open(server.url, 'service=lab', from('203.0.113.4'))).rejects.toMatchObject(refused)
    await eventually('the newest of the crowd to end', () => crowd.filter((it) => it.hasEnded).length === 15)
    expect(crowd.slice(0, 39).some((it) => it.hasEnded)).toBe(false)
    expect(phones.some((it) => it.hasEnded)).toBe(false)
    expect(await openStreams()).toBe(60)
  })
})

test('A18: nobody can forge log lines, or send control sequences to the terminal of a log reader', async () => {
  const forged = '{"level":30,"msg":"forged"}'
  const names = ['a\u001b[2J\u001b[31mred', 'quote"}', '\u009b31m', '\u00e2\u0080\u00aeoverride', `x ${forged}`]
  for (const name of names) {
    const path = '/api/v1/tickets/%0d%0a%7B%22level%22%3A30%7D'
    const { said } = await raw(
      head('DELETE', path, `User-Agent: ${name}`, `X-Request-Id: ${name}`, 'Connection: close', '', ''),
    )
    await eventually('an answer', () => said().startsWith('HTTP/1.1 4'))
    await server.api.send('POST', `/tickets/%0a${encodeURIComponent(forged)}/cancel`, { body: {} })
    const body = JSON.stringify({ username: `a\n${forged}`, password: 'x' })
    const { said: answer } = await raw(
      head(
        'POST',
        '/api/v1/session',
        `User-Agent: ${name}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body,
      ).trimEnd(),
    )
    await eventually('an answer', () => answer().startsWith('HTTP/1.1 4'))
  }
  const logged = (): string[] =>
    server
      .said()
      .split('\n')
      .filter((line) => line.includes('"msg"'))
  await eventually('the log', () => logged().length >= 2 * names.length)
  // Only the end of the output is kept.
  const lines = logged().slice(1)
  for (const line of lines) {
    const entry = JSON.parse(line) as Record<string, unknown>
    expect(entry['msg']).not.toBe('forged')
    expect(entry['pid']).toBeTypeOf('number')
  }
  expect(server.said()).not.toMatch(/[\u001b\u0080-\u009f\u202a-\u202e]/)
})
