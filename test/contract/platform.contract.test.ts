import { describe, expect, test } from 'vitest'
import { healthDto } from '@/lib/shared/platform-contract'
import { contracts } from './contracts'
import { good } from './good-requests'
import { visitorWithTurn } from './line'
import { type Answer, isProductionHost, problemOf, send, sendAs, server } from './send'

type OpenApi = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, { operationId: string }>>
  components: { securitySchemes: Record<string, { name?: string }> }
}

describe('the description of the API', () => {
  const described = async (): Promise<OpenApi> => (await send('GET', '/api/v1/openapi.json')).json as OpenApi

  test('is OpenAPI 3.1 and lists exactly the existing endpoints', async () => {
    const { openapi, info, paths } = await described()
    expect(openapi).toMatch(/^3\.1\./)
    expect(info.title).toBe('Dawr')
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, it]) => `${it.operationId} ${method.toUpperCase()} ${path}`),
    )
    const real = contracts.map(([name, { endpoint }]) => `${name} ${endpoint.method} ${endpoint.path}`)
    expect(listed.sort()).toEqual(real.sort())
  })
  test('names the session cookie as signing in sets it', async () => {
    const [line = ''] = (await good['signIn']?.())?.headers['set-cookie'] ?? []
    expect(line.split('=')[0]).toBe((await described()).components.securitySchemes['session']?.name)
  })
  test('has a reference page that loads files of this site only', async () => {
    const page = await send('GET', '/api/docs')
    expect(page.status).toBe(200)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expect((await send('GET', file)).status, file).toBe(200)
  })
})

describe('health', () => {
  test.each(['/health', '/health/live', '/health/ready', '/health/metrics'])('%s is the short name', async (path) => {
    const [short, long] = [await send('GET', path), await send('GET', `/api/v1${path}`)]
    expect([short.status, long.status]).toEqual([200, 200])
    expect(short.headers['content-type']).toBe(long.headers['content-type'])
  })
  test('reports what it depends on', async () => {
    const health = healthDto.parse((await send('GET', '/health')).json)
    expect(health).toMatchObject({ status: 'up', parts: { database: 'up', streams: { draining: false } } })
  })
})

const nowhere: [method: string, path: string][] = [
  ['GET', '/api'],
  ['GET', '/api/v1'],
  ['GET', '/api/v1/nothing'],
  ['GET', '/api/v2/services'],
  ['POST', '/api/v1/tickets/1/dance'],
  ['DELETE', '/api/v1/queues/lab'],
  ['PUT', '/api/connections'],
]

describe('an unknown address', () => {
  test.each(nowhere)('%s %s is a problem document', async (method, path) => {
    const answer = await send(method, path)
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'not_found'])
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problemOf(answer).requestId).toBe(answer.headers['x-request-id'])
  })
})

test('security.txt is served when a contact is configured, and only then', async () => {
  const answer = await send('GET', '/.well-known/security.txt')
  expect([answer.status, problemOf(answer).code]).toEqual([404, 'not_found'])
  expect((await send('GET', '/.well-known/nothing')).status).toBe(404)
})

describe('a foreign Host', () => {
  const reads = contracts.filter(([, it]) => it.endpoint.method === 'GET' && !it.endpoint.path.includes('{'))
  test.each(reads.filter(([, it]) => !it.anyHost))('is refused by %s', async (_, it) => {
    const answer = await send('GET', it.endpoint.path, { headers: { host: 'evil.example' } })
    expect([answer.status, problemOf(answer).code]).toEqual([400, 'foreign_host'])
  })
  test.each(reads.filter(([, it]) => it.anyHost))('is answered by %s, which reveals nothing else', async (_, it) => {
    for (const host of ['10.42.8.201', '10.42.8.201:3000', 'evil.example']) {
      const answer = await send('GET', it.endpoint.path, { headers: { host } })
      expect([answer.status, Object.keys(answer.json as object)]).toEqual([200, ['status']])
      expect(JSON.stringify([answer.headers, answer.text])).not.toContain(host)
    }
  })
  test('is answered only by live and ready', () => {
    expect(contracts.filter(([, it]) => it.anyHost).map(([name]) => name)).toEqual(['getLive', 'getReady'])
  })
  test('is refused by the short paths of health, and under an unknown path', async () => {
    if (!isProductionHost) return
    for (const path of ['/health', '/health/metrics', '/api/v1/nothing'])
      expect((await send('GET', path, { headers: { host: '10.42.8.201' } })).status, path).toBe(400)
    for (const path of ['/health/live', '/health/ready'])
      expect((await send('GET', path, { headers: { host: '10.42.8.201' } })).status, path).toBe(200)
  })
  test('is refused by a write, which writes nothing', async () => {
    const issued = async (): Promise<unknown> => (await send('GET', '/api/v1/queues/bones/status')).json
    const before = await issued()
    const answer = await send('POST', '/api/v1/tickets', {
      body: { service: 'bones' },
      headers: { host: 'evil.example:80' },
    })
    expect([answer.status, problemOf(answer).code]).toEqual([400, 'foreign_host'])
    expect(await issued()).toEqual(before)
  })
  test('is refused by pages too', async () => {
    const answer = await send('GET', '/ar', { headers: { host: 'evil.example' } })
    // Under plain `next start` a page is rendered for any host name; its content does not depend on it.
    if (isProductionHost) expect([answer.status, problemOf(answer).code]).toEqual([400, 'foreign_host'])
    else expect(answer.text).not.toContain('evil.example')
  })
})

describe('every answer', () => {
  test('has a new request id, ignoring one sent by a client that is not a listed proxy', async () => {
    for (const given of ['from-proxy-0001', 'short', 'x'.repeat(65), 'with space 1', '<script>alert(1)</script>']) {
      const headers = { 'x-request-id': given, 'x-forwarded-for': '127.0.0.1' }
      const answer = await send('GET', '/api/v1/health/live', { headers })
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
  test('has a request id, including the stream, the API reference page and refusals', async () => {
    const answers = [
      await send('GET', '/api/docs'),
      await send('GET', '/api/v1/nothing'),
      await send('GET', '/api/v1/events/stream?service=nowhere'),
      await send('GET', '/api/docs', { headers: { host: 'evil.example' } }),
    ]
    const stream = await fetch(new URL('/api/v1/events/stream?service=lab', server))
    expect(stream.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    await stream.body?.cancel()
    for (const { headers } of answers) expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,64}$/)
  })
  test('of the API is not stored by browsers', async () => {
    const { ticket, cookie } = await visitorWithTurn({ service: 'bones', room: 'room-15' })
    const answers: Answer[] = [
      await send('GET', `/api/v1/tickets/${ticket.id}`, { cookie }),
      await send('GET', '/api/v1/tickets', { cookie }),
      await sendAs('clerk', 'GET', '/api/v1/queues/lab/line'),
    ]
    expect(answers.map((it) => it.headers['cache-control'])).toEqual(['no-store', 'no-store', 'no-store'])
  })
})
