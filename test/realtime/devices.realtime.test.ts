import { hkdfSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import type { Api } from './api'
import { ownServers } from './own-server'
import { closedAfterEach, sharedServer } from './shared-server'
import { StreamRefused } from './stream-client'

const server = sharedServer()
const servers = ownServers()
const openAt = closedAfterEach()

const cookieIn = (headers: Headers): string => headers.get('set-cookie')?.split(';')[0] ?? ''

/** Pairs a device through the API, as its screen and its manager do. */
async function pair(api: Api, manager: Record<string, string>, kind: string): Promise<{ id: string; cookie: string }> {
  const { body: pairing } = await api.send('POST', '/device-pairings', { body: { kind } })
  const label = 'صالة الاختبار'
  const made = await api.send('POST', '/devices', {
    body: { code: pairing['code'], label, branch: 'main' },
    headers: manager,
  })
  if (made.status !== 201) throw new Error(`pairing: ${made.status} ${JSON.stringify(made.body)}`)
  const headers = { 'x-pairing-secret': String(pairing['secret']) }
  const fetched = await api.send('GET', `/device-pairings/${String(pairing['id'])}`, { headers })
  return { id: String(made.body['id']), cookie: cookieIn(fetched.headers) }
}

/** Creates a token and exchanges it. */
async function program(
  api: Api,
  scopes: readonly string[],
): Promise<{ id: string; headers: { authorization: string } }> {
  const owner = await api.signIn('owner')
  const body = { name: 'realtime', scopes, branch: 'main', expiresInDays: 1 }
  const made = await api.send('POST', '/api-tokens', { body, headers: owner })
  const { body: access } = await api.send('POST', '/token', { body: { token: made.body['token'] } })
  return { id: String(made.body['id']), headers: { authorization: `Bearer ${String(access['accessToken'])}` } }
}

const refusal = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'open',
    (error: unknown) => (error instanceof StreamRefused ? error.code : error),
  )

describe('A3: a revoked device', () => {
  test('has its streams closed within 5 s, while other streams stay open', async () => {
    const manager = await server.api.signIn('manager')
    const { id, cookie } = await pair(server.api, manager, 'display')
    const screens = await Promise.all([1, 2, 3, 4].map(() => server.open('branch=main', { headers: { cookie } })))
    const hall = await server.open('branch=main')
    await Promise.all([...screens, hall].map((it) => it.begun()))
    const revoked = await server.api.send('POST', `/devices/${id}/revoke`, { headers: manager })
    expect(revoked.status).toBe(200)
    const began = Date.now()
    expect((await server.api.send('GET', '/device', { headers: { cookie } })).body).toMatchObject({
      code: 'not_signed_in',
    })
    await Promise.all(screens.map((it) => it.ended(6_000)))
    expect(Date.now() - began).toBeLessThan(5_000)
    expect(hall.hasEnded).toBe(false)
  })

  test('that is a tablet ends the sessions on it: their streams close and their next request is refused', async () => {
    const manager = await server.api.signIn('manager')
    const tablet = await pair(server.api, manager, 'tablet')
    const accounts = await server.api.signInOn(tablet.cookie, 'lab')
    const cookie = `${tablet.cookie}; ${accounts.cookie}`
    const line = await server.open('line=lab', { headers: { cookie } })
    await line.begun()
    expect((await server.api.send('POST', `/devices/${tablet.id}/revoke`, { headers: manager })).status).toBe(200)
    const began = Date.now()
    expect((await server.api.send('GET', '/queues/lab/line', { headers: { cookie } })).status).toBe(401)
    await line.ended(6_000)
    expect(Date.now() - began).toBeLessThan(5_000)
    expect(await refusal(server.open('line=lab', { headers: { cookie } }))).toBe('not_signed_in')
  })
})

describe('A3: a program', () => {
  test('whose token is revoked has its streams closed within 5 s', async () => {
    const { id, headers } = await program(server.api, ['queue.read'])
    const line = await server.open('line=lab', { headers })
    await line.begun()
    const owner = await server.api.signIn('owner')
    expect((await server.api.send('POST', `/api-tokens/${id}/revoke`, { headers: owner })).status).toBe(200)
    const began = Date.now()
    expect(await refusal(server.open('service=lab', { headers }))).toBe('not_signed_in')
    await line.ended(6_000)
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  test('cannot follow a staff line without the permission, alone or with other topics', async () => {
    const { headers } = await program(server.api, ['board.read'])
    for (const query of ['line=lab', 'service=lab&line=lab', 'service=lab&line=xray&line=lab'])
      expect(await refusal(server.open(query, { headers })), query).toBe('not_allowed')
    await (await server.open('service=lab', { headers })).begun()
  })

  test('has its streams closed when its Bearer token expires, and a token of another installation is refused', async () => {
    const secret = 'a secret of this installation alone'
    const own = await servers.start({ SECRET_KEY: secret, WORKERS: '1', REDIS_URL: '' })
    const { id } = await program(own.api, ['queue.read'])
    const bearer = async (key: string): Promise<{ authorization: string }> => {
      const seconds = Math.floor(Date.now() / 1_000)
      const jwt = await new SignJWT({ sub: id, iss: 'dawr', aud: 'dawr-api', iat: seconds, exp: seconds + 4 })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(Buffer.from(hkdfSync('sha256', key, 'dawr', 'access-token', 32)))
      return { authorization: `Bearer ${jwt}` }
    }
    const line = await openAt(own.url, 'line=lab', { headers: await bearer(secret) })
    await line.begun()
    const began = Date.now()
    expect(await refusal(openAt(own.url, 'line=lab', { headers: await bearer(`${secret}, not`) }))).toBe(
      'not_signed_in',
    )
    await line.ended(12_000)
    // Four seconds of validity, plus the five within which every stream is checked.
    expect(Date.now() - began).toBeGreaterThan(2_000)
    expect(Date.now() - began).toBeLessThan(9_500)
  })
})
