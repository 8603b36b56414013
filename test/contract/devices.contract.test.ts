import { describe, expect, test } from 'vitest'
import { ticketDto } from '@/lib/features/queue/contract'
import { exchange, newPairing, newToken, pairedDevice, programWith, typeCode } from './devices'
import { cookieOf, problemOf, send, sendAs } from './send'

const audio = { service: 'audio' }
const deviceOf = (cookie: string) => send('GET', '/api/v1/device', { cookie })

describe('pairing a device', () => {
  test('leads from a code on its screen to its own cookie', async () => {
    const { code, ask } = await newPairing()
    expect((await ask()).json).toEqual({ state: 'waiting' })
    expect((await typeCode(code)).status).toBe(201)
    const paired = await ask()
    expect(paired.json).toEqual({ state: 'paired' })
    expect(paired.headers['set-cookie']?.[0]).toMatch(
      /dawr_device=[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{22}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000/,
    )
    expect(cookieOf(await ask())).toBe(cookieOf(paired))
    const own = await deviceOf(cookieOf(paired))
    expect(own.json).toMatchObject({ kind: 'display', branch: { slug: 'main' } })
    // A screen on a wall may run longer than a cookie is valid.
    expect(cookieOf(own)).toBe(cookieOf(paired))
    expect(problemOf(await typeCode(code)).code).toBe('pairing_not_found')
  })

  test('A20: accepts no secret from the URL, and a wrong secret finds nothing', async () => {
    const { id, secret, code } = await newPairing()
    for (const [path, headers] of [
      [`/api/v1/device-pairings/${id}`, {}],
      [`/api/v1/device-pairings/${id}`, { 'x-pairing-secret': code }],
      [`/api/v1/device-pairings/${id}`, { cookie: `dawr_device=${secret}` }],
    ] as const) {
      const answer = await send('GET', path, { headers })
      expect(problemOf(answer).code).toBe('pairing_not_found')
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect((await send('GET', `/api/v1/device-pairings/${id}?secret=${secret}`)).status).toBe(400)
    expect(problemOf(await deviceOf(`dawr_device=${secret}`)).code).toBe('not_signed_in')
  })

  test('A3: ends with the next request after the device is revoked', async () => {
    const { id, cookie } = await pairedDevice()
    expect((await deviceOf(cookie)).status).toBe(200)
    for (let times = 0; times < 2; times++) {
      const revoked = await sendAs('manager', 'POST', `/api/v1/devices/${id}/revoke`)
      expect(revoked.json).toMatchObject({ id, state: 'revoked' })
      expect(problemOf(await deviceOf(cookie)).code).toBe('not_signed_in')
    }
  })
})

describe('a device', () => {
  test('that is a kiosk issues ordinary tickets, and may not change them', async () => {
    const { cookie } = await pairedDevice('kiosk')
    const issued = await send('POST', '/api/v1/tickets', { body: audio, cookie })
    const ticket = ticketDto.parse(issued.json)
    expect(issued.status).toBe(201)
    expect(issued.headers['set-cookie']).toBeUndefined()
    const again = ticketDto.parse((await send('POST', '/api/v1/tickets', { body: audio, cookie })).json)
    expect(again.id).not.toBe(ticket.id)
    for (const body of [
      { ...audio, holderName: 'سارة' },
      { ...audio, priority: 'emergency' },
    ])
      expect(problemOf(await send('POST', '/api/v1/tickets', { body, cookie })).code).toBe('not_allowed')
    expect(problemOf(await send('GET', `/api/v1/tickets/${ticket.id}`, { cookie })).code).toBe('ticket_not_found')
    expect(problemOf(await send('POST', `/api/v1/tickets/${ticket.id}/cancel`, { body: {}, cookie })).code).toBe(
      'ticket_not_found',
    )
    expect((await send('GET', '/api/v1/tickets', { cookie })).json).toEqual({ tickets: [] })
    expect(problemOf(await send('GET', '/api/v1/queues/audio/line', { cookie })).code).toBe('not_allowed')
  })

  test('A2: that is a hall screen or a tablet may not take turns or use endpoints for staff', async () => {
    const [screen, tablet] = [await pairedDevice('display'), await pairedDevice('tablet')]
    expect(problemOf(await send('POST', '/api/v1/tickets', { body: audio, cookie: screen.cookie })).code).toBe(
      'not_allowed',
    )
    for (const [{ cookie }, code] of [
      [screen, 'not_allowed'],
      [tablet, 'not_signed_in'],
    ] as const) {
      for (const path of ['/api/v1/queues/audio/line', '/api/v1/devices', '/api/v1/api-tokens', '/api/v1/audit'])
        expect(problemOf(await send('GET', path, { cookie })).code, path).toBe(code)
    }
  })
})

describe('a program', () => {
  test('may do only what its token grants', async () => {
    const { headers } = await programWith({ scopes: ['queue.read', 'ticket.issue'] })
    expect((await send('GET', '/api/v1/queues/audio/line', { headers })).status).toBe(200)
    expect((await send('POST', '/api/v1/tickets', { body: audio, headers })).status).toBe(201)
    for (const path of ['/api/v1/devices', '/api/v1/api-tokens', '/api/v1/audit'])
      expect(problemOf(await send('GET', path, { headers })).code, path).toBe('not_allowed')
    const call = await send('POST', '/api/v1/queues/audio/call-next', { body: { servicePoint: 'room-1' }, headers })
    expect(problemOf(call).code).toBe('not_allowed')
  })

  test('A3: is refused on the next request after its token is revoked, although its Bearer token has not expired', async () => {
    const { id, headers } = await programWith({ scopes: ['queue.read'] })
    const line = () => send('GET', '/api/v1/queues/audio/line', { headers })
    expect((await line()).status).toBe(200)
    expect((await sendAs('owner', 'POST', `/api/v1/api-tokens/${id}/revoke`)).status).toBe(200)
    expect(problemOf(await line()).code).toBe('not_signed_in')
  })

  test.each([
    ['no JWT at all', () => 'nonsense'],
    ['alg none', (jwt: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jwt.split('.')[1]}.`],
    ['another signature', (jwt: string) => `${jwt.split('.').slice(0, 2).join('.')}.${'A'.repeat(43)}`],
    ['the token itself', (_: string, token: string) => token],
  ])('A13: is refused with %s, even beside a signed-in session', async (_, made) => {
    const { token } = await newToken({ scopes: ['queue.read'] })
    const { accessToken } = (await exchange(token)).json as { accessToken: string }
    const headers = { authorization: `Bearer ${made(accessToken, token)}` }
    expect(problemOf(await send('GET', '/api/v1/queues/audio/line', { headers })).code).toBe('not_signed_in')
    expect(problemOf(await sendAs('manager', 'GET', '/api/v1/queues/audio/line', { headers })).code).toBe(
      'not_signed_in',
    )
  })

  test('is not told why its token is refused', async () => {
    const { token, id } = await newToken()
    await sendAs('owner', 'POST', `/api/v1/api-tokens/${id}/revoke`)
    const answers = await Promise.all([exchange(token), exchange(`${token.slice(0, -2)}AA`), exchange('nothing')])
    expect(answers.map((it) => [it.status, problemOf(it).code])).toEqual(answers.map(() => [401, 'wrong_credentials']))
  })
})

test('A14: the body cannot set the rights of a token or a device', async () => {
  const extra = { scopes: ['board.read'], branch: 'main', expiresInDays: 1, name: 'x', id: 'x' }
  expect((await sendAs('owner', 'POST', '/api/v1/api-tokens', { body: extra })).status).toBe(400)
  const scopes = ['person.erase']
  const wide = await sendAs('owner', 'POST', '/api/v1/api-tokens', { body: { ...extra, id: undefined, scopes } })
  expect(wide.status).toBe(400)
  const { code } = await newPairing()
  const body = { code, label: 'x', branch: 'main', kind: 'kiosk' }
  expect((await sendAs('manager', 'POST', '/api/v1/devices', { body })).status).toBe(400)
})
