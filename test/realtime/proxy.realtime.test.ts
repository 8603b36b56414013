import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startNginx } from '@/scripts/servers/nginx.mjs'
import { Api } from './api'
import { type OwnServer, ownServers } from './own-server'
import { closedAfterEach } from './shared-server'
import { seqOf } from './stream-client'
import { eventually } from './wait'

const servers = ownServers()
const open = closedAfterEach()
let server: OwnServer
let nginx: Awaited<ReturnType<typeof startNginx>>
let api: Api

beforeAll(async () => {
  const env = {
    DATABASE_URL: await servers.database(),
    TRUSTED_PROXIES: '127.0.0.1',
    JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '30',
  }
  server = await servers.start(env)
  nginx = await startNginx({ upstream: server.url })
  api = new Api(nginx.url, server.accountsFile)
}, 60_000)
afterAll(() => nginx.stop())

describe('through the reference nginx', () => {
  test('each event arrives within a second, uncompressed even though other answers are compressed', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const stream = await (await open(nginx.url, 'service=lab', { headers })).begun()
    expect(stream.headers['content-encoding']).toBeUndefined()
    expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    const compressed = await fetch(`${nginx.url}/api/v1/services`, { headers })
    expect(compressed.headers.get('content-encoding')).toBe('gzip')
    for (let person = 0; person < 5; person++) {
      const { cursor } = await api.join('lab')
      const answered = Date.now()
      const heard = await stream.until('the event', (it) => seqOf(it.id) > seqOf(cursor) - 3, 2_000)
      expect(heard.at - answered).toBeLessThan(1_000)
    }
  })

  test('T6: no answer tells the version of nginx', async () => {
    for (const path of ['/ar', '/api/v1/services', '/none.php']) {
      const answer = await fetch(nginx.url + path)
      await answer.body?.cancel()
      expect(answer.headers.get('server'), path).toBe('nginx')
    }
    const refused = await fetch(nginx.url, { headers: { 'x-large': 'x'.repeat(40_000) } })
    expect([refused.status, await refused.text()]).toEqual([400, expect.not.stringContaining('nginx/') as string])
  })

  test('a request has the id assigned by nginx, never one made up by a client', async () => {
    const headers = { 'x-request-id': 'made-up-by-a-client' }
    for (const path of ['/queues/lab/status', '/tickets/nothing', '/events/stream?service=nowhere']) {
      const answer = await api.send('GET', path, { headers })
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
    }
    const direct = await server.api.send('GET', '/queues/lab/status', {
      headers: { 'x-request-id': 'given-by-a-proxy' },
    })
    expect(direct.headers.get('x-request-id')).toBe('given-by-a-proxy')
  })

  test('the log contains every request, but no secret that opens a visit or the set-up', async () => {
    const { visitToken: secret } = await api.join('eyes')
    const paths = [`/ar/visit/${secret}`, `/visit/${secret}?from=qr`, `/en/setup/${secret}`, '/ar/join/lab?from=door']
    for (const path of paths) await (await fetch(nginx.url + path, { redirect: 'manual' })).text()
    await eventually('all are logged', () => nginx.log().includes('/ar/join/lab?from=door'))
    const log = nginx.log()
    for (const path of ['/ar/visit/***', '/visit/***', '/en/setup/***']) expect(log).toContain(`"GET ${path} HTTP/1.1"`)
    expect(log).not.toContain(secret)
  })

  test('a reader that reconnects receives what it missed', async () => {
    const first = await (await open(nginx.url, 'service=xray')).begun()
    first.close()
    for (let person = 0; person < 5; person++) await api.join('xray')
    const direct = await (await open(server.url, 'service=xray', { since: first.cursor ?? '' })).begun()
    const again = await (await open(nginx.url, 'service=xray', { lastEventId: first.cursor ?? '' })).begun()
    await eventually('all of it', () => again.seqs.length >= 5)
    expect(again.seqs.slice(0, direct.seqs.length)).toEqual(direct.seqs)
    expect(again.of('reset')).toEqual([])
  })

  test('a reader that leaves is removed from the server', async () => {
    const count = (): Promise<number> => server.api.metric('dawr_streams_open', process.env.REDIS_URL ? 2 : 1)
    await eventually('a quiet server', async () => (await count()) === 0)
    const readers = await Promise.all(Array.from({ length: 20 }, () => open(nginx.url, 'service=lab')))
    await Promise.all(readers.map((it) => it.begun()))
    expect(await count()).toBe(20)
    for (const reader of readers) reader.close()
    await eventually('no open stream', async () => (await count()) === 0)
  })
})

describe("a client's own X-Forwarded-For", () => {
  /** How many of 40 visitors with forged addresses a limit of 30 per address lets through. */
  async function letIn(at: Api, headersOf: (person: number) => Record<string, string>): Promise<number> {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, person) =>
        at.send('POST', '/tickets', { body: { service: 'dental' }, headers: headersOf(person) }),
      ),
    )
    return answers.filter((it) => it.status === 201).length
  }

  test('is overwritten by nginx: all requests count as one address', async () => {
    expect(await letIn(api, (person) => ({ 'x-forwarded-for': `203.0.113.${person}` }))).toBeLessThanOrEqual(30)
  })

  test('is trusted from a listed proxy', async () => {
    expect(await letIn(server.api, (person) => ({ 'x-forwarded-for': `198.51.100.${person}` }))).toBe(40)
  })

  test('is ignored where no proxy is listed', async () => {
    const unlisted = await servers.start({
      DATABASE_URL: await servers.database(),
      JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '30',
    })
    expect(await letIn(unlisted.api, (person) => ({ 'x-forwarded-for': `203.0.113.${person}` }))).toBeLessThanOrEqual(
      30,
    )
  })
})
