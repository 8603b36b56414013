import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { visitorWithTurn } from './line'
import { type Answer, cookieOf, problemOf, send } from './send'

type Account = { username: string; password: string }
const accounts = JSON.parse(readFileSync(process.env['DAWR_ACCOUNTS'] ?? '', 'utf8')) as Account[]

function account(username: string): Account {
  const found = accounts.find((it) => it.username === username)
  if (!found) throw new Error(`no account ${username}`)
  return { username: found.username, password: found.password }
}

function expectLimited(answer: Answer): void {
  expect(answer.status).toBe(429)
  const { code, details } = problemOf(answer)
  expect(code).toBe('too_many_requests')
  const seconds = Number(answer.headers['retry-after'])
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(details).toEqual({ retryAfterSeconds: seconds })
}

const statuses = (answers: Answer[]): number[] => answers.map((it) => it.status)
const times = async (count: number, make: () => Promise<Answer>): Promise<Answer[]> => {
  const answers: Answer[] = []
  for (let i = 0; i < count; i++) answers.push(await make())
  return answers
}

describe('taking turns', () => {
  test('a visitor may ask ten times a minute, then must wait; others are not affected', async () => {
    const bones = { service: 'bones', room: 'room-15' }
    const { cookie } = await visitorWithTurn(bones)
    const ask = (): Promise<Answer> => send('POST', '/api/v1/tickets', { body: { service: 'bones' }, cookie })
    expect(statuses(await times(10, ask))).toEqual(Array.from({ length: 10 }, () => 200))
    expectLimited(await ask())
    expect((await visitorWithTurn(bones)).ticket.state).toBe('waiting')
  })
})

describe('signing in', () => {
  const signIn = (body: Account): Promise<Answer> => send('POST', '/api/v1/session', { body })

  test('after five wrong tries a minute for a name even the right password must wait', async () => {
    const { username, password } = account('ecg')
    const wrong = await times(5, () => signIn({ username, password: 'not the password' }))
    expect(statuses(wrong)).toEqual([401, 401, 401, 401, 401])
    expectLimited(await signIn({ username, password }))
    expectLimited(await signIn({ username: ` ${username.toUpperCase()} `, password }))
  })
  test('answers a wrong password and an unknown name the same', async () => {
    const [wrong, unknown] = await Promise.all([
      signIn({ username: 'audio', password: 'not the password' }),
      signIn({ username: 'nobody-here', password: 'not the password' }),
    ])
    const { requestId: one, ...first } = problemOf(wrong)
    const { requestId: other, ...second } = problemOf(unknown)
    expect(one).not.toBe(other)
    expect(first).toEqual(second)
    expect(first.code).toBe('wrong_credentials')
  })
  test('sets a session cookie with HttpOnly and SameSite', async () => {
    const answer = await signIn(account('derma'))
    const [line = ''] = answer.headers['set-cookie'] ?? []
    for (const part of ['dawr_session=', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(line).toContain(part)
    expect(answer.text).not.toContain(line.split(/[=;]/)[1])
  })
  test('accepts the name in any case and with surrounding spaces', async () => {
    const { username, password } = account('surgery')
    expect((await signIn({ username: ` ${username.toUpperCase()} `, password })).status).toBe(200)
  })
})

describe('signing out', () => {
  test('ends the session at once, even for a copy of the cookie', async () => {
    const cookie = cookieOf(await send('POST', '/api/v1/session', { body: account('dental') }))
    const who = (): Promise<Answer> => send('GET', '/api/v1/session', { cookie })
    expect((await who()).json).toMatchObject({ username: 'dental', roles: [{ role: 'clerk', branch: 'main' }] })
    const out = await send('DELETE', '/api/v1/session', { cookie })
    expect(out.json).toEqual({ signedOut: true })
    expect(out.headers['set-cookie']?.[0]).toMatch(/^dawr_session=;.*Max-Age=0/)
    // Not "storage": unsent commands of a visitor in the same browser belong to them.
    expect(out.headers['clear-site-data']).toBe('"cache"')
    expect((await who()).status).toBe(401)
    expect((await send('GET', '/api/v1/queues/dental/line', { cookie })).status).toBe(401)
    expect((await send('DELETE', '/api/v1/session', { cookie })).json).toEqual({ signedOut: false })
  })
  test('ends only that session', async () => {
    const body = account('psychiatry')
    const [phone, desk] = [
      await send('POST', '/api/v1/session', { body }),
      await send('POST', '/api/v1/session', { body }),
    ]
    await send('DELETE', '/api/v1/session', { cookie: cookieOf(phone) })
    expect((await send('GET', '/api/v1/session', { cookie: cookieOf(desk) })).status).toBe(200)
  })
})

test('set-up is closed once there is an account', async () => {
  const body = {
    token: 'A'.repeat(22),
    username: 'second-admin',
    displayName: 'مدير',
    password: 'a long enough password',
    branch: { nameAr: 'فرع', nameEn: 'Branch', timeZone: 'Asia/Riyadh' },
    template: 'laboratory',
  }
  const answer = await send('POST', '/api/v1/setup', { body })
  expect([answer.status, problemOf(answer).code]).toEqual([404, 'setup_link_invalid'])
})
