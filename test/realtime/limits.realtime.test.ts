import { beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from './api'
import { type OwnServer, ownServers } from './own-server'

// With default limits: other suites raise them.
const asTheyCome = {
  API_LIMIT_PER_HOUR: '',
  API_LIMIT_PER_TOKEN_PER_HOUR: '',
  PAGE_LIMIT_PER_SECOND: '',
  ADDRESS_LIMIT_PER_SECOND: '',
  SIGN_IN_LIMIT_PER_MINUTE: '',
  SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE: '',
  SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR: '',
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '',
}

const servers = ownServers()
let server: OwnServer

beforeAll(async () => {
  // Tests act as a trusted proxy and set the client's address.
  server = await servers.start({ DATABASE_URL: await servers.database(), TRUSTED_PROXIES: '127.0.0.1', ...asTheyCome })
}, 60_000)

type Headers = Record<string, string>
const from = (address: string, more: Headers = {}): Headers => ({ 'x-forwarded-for': address, ...more })
const asPage = { 'sec-fetch-site': 'same-origin' }

/** Sends this many requests, a few at a time. */
async function ask(times: number, headersOf: (at: number) => Headers, path = '/services'): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < times; at += 25) {
    const some = Array.from({ length: Math.min(25, times - at) }, (_, i) => headersOf(at + i))
    answers.push(...(await Promise.all(some.map((headers) => server.api.send('GET', path, { headers })))))
  }
  return answers
}

const countOf = (answers: readonly Answer[], status: number): number =>
  answers.filter((it) => it.status === status).length
const header = (answer: Answer | undefined, name: string): string => answer?.headers.get(name) ?? ''

function expectLimited(answer: Answer | undefined, policy: string, withinSeconds: number): void {
  expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  const seconds = Number(header(answer, 'retry-after'))
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(seconds).toBeLessThanOrEqual(withinSeconds)
  expect(header(answer, 'ratelimit-policy')).toContain(policy)
  expect(header(answer, 'ratelimit')).toMatch(new RegExp(`"${policy.split('"')[1]}";r=0;t=${seconds}`))
}

describe('programs without a token', () => {
  test('A16: may send 100 requests an hour from one address, and are told how many remain', async () => {
    const [first] = await ask(1, () => from('203.0.113.1'))
    expect(header(first, 'ratelimit-policy')).toBe('"api";q=100;w=3600')
    expect(header(first, 'ratelimit')).toMatch(/^"api";r=99;t=3[56]\d\d$/)
    expect(countOf(await ask(99, () => from('203.0.113.1')), 200)).toBe(99)
    const [late] = await ask(1, () => from('203.0.113.1'))
    expectLimited(late, '"api";q=100;w=3600', 3_600)
    expect(countOf(await ask(1, () => from('203.0.113.2')), 200)).toBe(1)
  })

  test('A7: cannot evade the limit with forged headers, or with other IPv6 addresses of their /64', async () => {
    const lies = (at: number): Headers => ({
      'x-forwarded-for': `198.51.100.${at}, 203.0.113.3`,
      'x-real-ip': `198.51.100.${at}`,
      forwarded: `for=198.51.100.${at}`,
      'x-client-ip': `198.51.100.${at}`,
      'cf-connecting-ip': `198.51.100.${at}`,
      'user-agent': `browser ${at}`,
    })
    expect(countOf(await ask(120, lies), 200)).toBe(100)
    const sameNetwork = await ask(120, (at) => from(`2001:db8:0:1:${at.toString(16)}::${at}`))
    expect(countOf(sameNetwork, 200)).toBe(100)
    expect(countOf(await ask(1, () => from('2001:db8:0:2::1')), 200)).toBe(1)
  })

  test('are not limited on health checks and the API description', async () => {
    for (const path of ['/health/live', '/health', '/openapi.json']) {
      const answers = await ask(120, () => from('203.0.113.4'), path)
      expect(countOf(answers, 200), path).toBe(120)
      expect(header(answers[0], 'ratelimit')).toBe('')
    }
  })
})

test('a program with a token may send 1,000 requests an hour, from any address', async () => {
  const { cookie } = await server.api.signIn('admin')
  const input = { name: 'a wall clock', scopes: ['queue.read'], branch: 'main', expiresInDays: 30 }
  const created = await server.api.send('POST', '/api-tokens', { body: input, headers: { cookie } })
  expect(created.status, JSON.stringify(created.body)).toBe(201)
  const given = await server.api.send('POST', '/token', { body: { token: created.body['token'] } })
  const bearer = { authorization: `Bearer ${String(given.body['accessToken'])}` }
  const answers = await ask(1_000, (at) => from(`198.51.100.${at % 250}`, bearer))
  expect(answers.filter((it) => it.status !== 200).map((it) => [it.status, it.body])).toEqual([])
  const [late] = await ask(1, () => from('203.0.113.5', bearer))
  expectLimited(late, '"token";q=1000;w=3600', 3_600)
})

describe('our own pages', () => {
  test('are not counted as programs: 300 phones behind one address load pages and join at once', async () => {
    const headers = from('203.0.113.10', asPage)
    const everybody = Array.from({ length: 300 }, (_, at) => at)
    const pages = await Promise.all(everybody.map(() => fetch(`${server.url}/ar/sign-in`, { headers })))
    expect(pages.filter((it) => it.status === 200)).toHaveLength(300)
    expect(countOf(await ask(300, () => headers, '/queues/lab/status'), 200)).toBe(300)
    const joined = await Promise.all(everybody.map(() => server.api.join('lab', headers)))
    expect(new Set(joined.map((it) => it.code)).size).toBe(300)
  })

  test('A16: of one visitor may send 60 requests at once and 10 a second; other visitors are not affected', async () => {
    const { cookie } = await server.api.join('xray', from('203.0.113.11', asPage))
    const other = await server.api.join('xray', from('203.0.113.11', asPage))
    const began = Date.now()
    const answers = await ask(200, () => from('203.0.113.11', { cookie }))
    const most = 60 + Math.ceil((Date.now() - began) / 100) + 1
    expect(countOf(answers, 200)).toBeGreaterThanOrEqual(60)
    // Each process counts by itself, and connections are not distributed evenly.
    expect(countOf(answers, 200)).toBeLessThanOrEqual(most * (process.env.REDIS_URL ? 2 : 1))
    expectLimited(
      answers.find((it) => it.status === 429),
      '"page";q=60;w=6',
      2,
    )
    expect(countOf(await ask(1, () => from('203.0.113.11', { cookie: other.cookie })), 200)).toBe(1)
  })
})

test('A16: all requests from one address have a limit too, including pages, whatever identities they claim', async () => {
  const env = { TRUSTED_PROXIES: '127.0.0.1', ADDRESS_LIMIT_PER_SECOND: '1', WORKERS: '1', REDIS_URL: '' }
  const small = await servers.start({ DATABASE_URL: await servers.database(), ...env })
  const floods: [path: string, headers: Headers][] = [
    ['/api/v1/queues/lab/status', from('203.0.113.12', asPage)],
    ['/ar/sign-in', from('203.0.113.13', asPage)],
    ['/api/v1/events/stream?service=nowhere', from('203.0.113.14', asPage)],
  ]
  for (const [path, headers] of floods) {
    const began = Date.now()
    const answers = await Promise.all(Array.from({ length: 60 }, () => fetch(`${small.url}${path}`, { headers })))
    const limited = answers.filter((it) => it.status === 429)
    expect(answers.length - limited.length, path).toBeGreaterThanOrEqual(6)
    expect(answers.length - limited.length, path).toBeLessThanOrEqual(7 + (Date.now() - began) / 1_000)
    expect(limited[0]?.headers.get('ratelimit-policy')).toBe('"address";q=6;w=6')
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  }
  // Monitoring is never throttled, and neither are other addresses.
  const health = await Promise.all(Array.from({ length: 200 }, () => small.api.send('GET', '/health/live')))
  expect(countOf(health, 200)).toBe(200)
  expect((await fetch(`${small.url}/ar/sign-in`, { headers: from('203.0.113.15') })).status).toBe(200)
}, 60_000)

test('A7: forged sessions and devices use up the limit of their address, and of no other', async () => {
  const forged = (at: number): Headers =>
    from('203.0.113.20', { ...asPage, cookie: `dawr_session=${at}aaaa.bbbb; dawr_device=${at}cccc.dddd` })
  const answers = await ask(300, forged)
  expect(countOf(answers, 200)).toBeLessThan(150)
  expect(countOf(answers, 429)).toBeGreaterThan(150)
  expect(countOf(await ask(1, () => from('203.0.113.21', asPage)), 200)).toBe(1)
})

describe('guessing a password', () => {
  const username = 'bones'
  const password = (): string => server.accounts.find((it) => it.username === username)?.password ?? ''
  const signIn = (secret: string, headers: Headers): Promise<Answer> =>
    server.api.send('POST', '/session', { body: { username, password: secret }, headers: { ...asPage, ...headers } })
  const cookiesOf = (answer: Answer): string =>
    answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')

  test('A6: is stopped from one address and from many, while browsers known for the name can still sign in', async () => {
    const home = await signIn(password(), from('203.0.113.30'))
    const known = { cookie: cookiesOf(home).replace(/dawr_session=[^;]*(; )?/, '') }
    expect(known.cookie).toContain('dawr_known=')

    const atOnce = await Promise.all(Array.from({ length: 10 }, (_, i) => signIn(`guess ${i}`, from('203.0.113.31'))))
    expect([countOf(atOnce, 401), countOf(atOnce, 429)]).toEqual([5, 5])
    const others: Answer[] = []
    // Twenty at once: with more, some would be refused before they are counted as wrong.
    for (const i of [0, 20, 40])
      others.push(
        ...(await Promise.all(
          Array.from({ length: 20 }, (_, j) => signIn(`guess ${i + j}`, from(`198.51.100.${i + j + 1}`))),
        )),
      )
    // The first sign-in and the five tries before count for the name as well.
    expect([countOf(others, 401), countOf(others, 429)]).toEqual([24, 36])
    expect((await signIn(password(), from('192.0.2.1'))).status).toBe(429)

    expect((await signIn(password(), from('203.0.113.30', known))).status).toBe(200)
    // Even when the limit of the address is used up, as in the waiting hall of the same clinic.
    expect((await signIn(password(), from('203.0.113.31', known))).status).toBe(200)
  })

  test('A6: gains nothing from a browser known for another name, or from one known for this name', async () => {
    const { cookie } = await server.api.signIn('derma')
    expect((await signIn(password(), from('192.0.2.2', { cookie }))).status).toBe(429)
    const ent = (secret: string, cookie: string): Promise<Answer> =>
      server.api.send('POST', '/session', {
        body: { username: 'ent', password: secret },
        headers: { ...asPage, cookie },
      })
    const own = server.accounts.find((it) => it.username === 'ent')?.password ?? ''
    const stolen = cookiesOf(await ent(own, ''))
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, i) => ent(`guess ${i}`, stolen)))
    expect([countOf(guesses, 401), countOf(guesses, 429)]).toEqual([5, 7])
  })
})
