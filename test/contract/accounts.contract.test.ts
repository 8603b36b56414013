import { describe, expect, test } from 'vitest'
import type { SessionDto } from '@/lib/features/accounts/contract'
import { enter, pin, somebody, tabletWithPin } from './accounts'
import { contracts, someAddress } from './contracts'
import { pairedDevice } from './devices'
import { type Answer, cookieOf, problemOf, send } from './send'

const session = (cookie: string): Promise<Answer> => send('GET', '/api/v1/session', { cookie })

describe('a sign-in', () => {
  test('A13: sets an HttpOnly cookie, a new one each time, and invalidates the previous one', async () => {
    const { username, cookie } = await somebody()
    const again = await enter(username, {}, cookie)
    const [line = ''] = again.headers['set-cookie'] ?? []
    for (const part of ['dawr_session=', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(line).toContain(part)
    expect(line).not.toContain('Domain')
    expect((await session(cookie)).status).toBe(401)
    expect((await session(cookieOf(again))).status).toBe(200)
  })

  test('A13: accepts no session id from the request, in any field or header', async () => {
    const { username } = await somebody()
    const preset = 'dawr_session=chosen'
    const given = cookieOf(await enter(username, {}, preset))
    expect(given).not.toContain('chosen')
    expect((await session(preset)).status).toBe(401)
    for (const more of [{ sessionId: 'chosen' }, { token: 'chosen' }, { mustChangePassword: false }, { roles: [] }])
      expect(problemOf(await enter(username, more)).code).toBe('invalid_input')
  })

  test('A6: answers the same for an existing and an unknown name', async () => {
    const { username } = await somebody()
    const refusal = async (name: string): Promise<object> => {
      const answer = await send('POST', '/api/v1/session', { body: { username: name, password: 'wrong-kettle-00' } })
      const { requestId: _, ...rest } = problemOf(answer)
      return { ...rest, cookies: answer.headers['set-cookie'] }
    }
    expect(await refusal(username)).toEqual(await refusal('nobody-of-that-name'))
  })
})

describe('a first password', () => {
  test('gives access to one’s own account only, until it is changed', async () => {
    const { cookie, post } = await somebody()
    expect(((await session(cookie)).json as SessionDto).mustChangePassword).toBe(true)
    const closed = contracts.filter(
      ([, it]) => !['public', 'visitor', 'paired_device', 'signed_in'].includes(it.access),
    )
    for (const [name, it] of closed) {
      const answer = await send(it.endpoint.method, someAddress(it), { cookie })
      expect(problemOf(answer).code, name).toBe('password_change_required')
    }
    expect((await send('GET', '/api/v1/account', { cookie })).status).toBe(200)
    const body = { password: 'blue-kettle-7781-river', next: 'green-lantern-4490-hill' }
    const changed = await post('password', body)
    expect(await session(cookieOf(changed)).then((it) => it.json)).toMatchObject({ mustChangePassword: false })
    expect((await session(cookie)).status).toBe(401)
    const line = await send('GET', '/api/v1/queues/lab/line', { cookie: cookieOf(changed) })
    expect(line.status).toBe(200)
  })
})

describe('a PIN', () => {
  const byPin = (account: string, cookie: string, typed = pin): Promise<Answer> =>
    send('POST', '/api/v1/session/pin', { body: { account, pin: typed }, cookie })

  test('switches who is signed in on the tablet, and ends the previous session', async () => {
    const { tablet, account, cookie } = await tabletWithPin()
    const switched = await byPin(account, `${tablet}; ${cookie}`)
    expect(switched.json).toMatchObject({ method: 'pin' })
    expect((await session(cookie)).status).toBe(401)
    expect((await session(cookieOf(switched))).status).toBe(200)
  })

  test('A6: works on that tablet only, not on other devices or in browsers', async () => {
    const { account } = await tabletWithPin()
    const codes = ['wrong_credentials', 'not_allowed', 'not_signed_in']
    const cookies = [(await pairedDevice('tablet')).cookie, (await pairedDevice('kiosk')).cookie, '']
    for (const [i, cookie] of cookies.entries()) expect(problemOf(await byPin(account, cookie)).code).toBe(codes[i])
  })

  test('A6: is locked after five wrong ones', async () => {
    const { tablet, account } = await tabletWithPin()
    for (let i = 0; i < 5; i++) await byPin(account, tablet, '000001')
    expect(problemOf(await byPin(account, tablet)).code).toBe('pin_locked')
  })
})
