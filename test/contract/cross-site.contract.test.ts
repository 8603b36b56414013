import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { commands, contracts, someAddress } from './contracts'
import { cookieOf, problemOf, send } from './send'

type Account = { username: string; password: string }
const accounts = JSON.parse(readFileSync(process.env['DAWR_ACCOUNTS'] ?? '', 'utf8')) as Account[]

/** The owner's browser, with everything that it would send from any site. */
const owner = (): string => inject('sessions').owner

/** Headers that a browser sends from another site's page, or from one that hides its origin. */
const elsewhere: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another site in an old browser', { origin: 'https://evil.example' }],
  ['a sister site', { origin: 'http://pages.localhost', 'sec-fetch-site': 'same-site' }],
  ['a page in a frame without an origin', { origin: 'null' }],
  ['a page without an origin that calls itself ours', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
  [
    'a link that writes',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  ],
]

const database = new Client({ connectionString: process.env['DATABASE_URL'] })
beforeAll(() => database.connect())
afterAll(() => database.end())

/** Columns that the system updates by itself: when sessions, screens and tokens were last seen. */
const notes = ['session', 'device', 'api_token', 'audit_chain', 'audit_entry', 'event_log', 'event_clock']

/** How many rows each table has, and the last transaction that wrote one: equal before and after when nothing was written. */
async function state(): Promise<Record<string, unknown>> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  )
  const seen: Record<string, unknown> = {}
  for (const { name } of rows.filter((it) => !notes.includes(it.name))) {
    const { rows: answer } = await database.query(
      `SELECT count(*)::int AS count, coalesce(max(xmin::text::bigint), 0)::text AS last FROM "${name}"`,
    )
    seen[name] = answer[0]
  }
  return seen
}

describe.each(elsewhere)('from %s', (_, headers) => {
  test.each(commands)('A4: %s is refused before anything else is checked', async (_name, it) => {
    const answer = await send(it.endpoint.method, someAddress(it), { body: {}, headers, cookie: owner() })
    expect([answer.status, problemOf(answer).code]).toEqual([403, 'foreign_origin'])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
  test('A4: cannot sign a person in to the attacker’s account', async () => {
    const { username, password } = accounts.find((it) => it.username === 'vitals') ?? { username: '', password: '' }
    const body = { username, password }
    const answer = await send('POST', '/api/v1/session', { body, headers })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
  })
})

describe('a form on another site', () => {
  const kinds: [string, string][] = [
    ['text/plain', '{"service":"lab","x":"="}'],
    ['application/x-www-form-urlencoded', 'service=lab'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="service"\r\n\r\nlab\r\n--x--'],
    ['text/plain; application/json', '{"service":"lab"}'],
  ]
  // Without an Origin too: the content type alone must be enough.
  test.each(kinds)('A4: that sends %s is not parsed', async (type, raw) => {
    const before = await state()
    const answer = await send('POST', '/api/v1/tickets', { raw, headers: { 'content-type': type }, cookie: owner() })
    expect([answer.status, problemOf(answer).code]).toEqual([415, 'wrong_content_type'])
    expect(await state()).toEqual(before)
  })
})

test('A4: no GET request changes anything, for any caller', async () => {
  const visitor = cookieOf(await send('POST', '/api/v1/tickets', { body: { service: 'vitals' } }))
  const reads = contracts.filter(([, it]) => it.endpoint.method === 'GET' && !it.endpoint.path.endsWith('/stream'))
  const pages = ['/ar', '/en/console', '/ar/sign-in', '/ar/tv/main', '/ar/account', '/ar/admin/staff', '/ar/join/lab']
  const addresses = [...reads.map(([, it]) => someAddress(it)), ...pages]
  const before = await state()
  for (const cookie of [owner(), visitor, ''])
    for (const path of addresses) expect((await send('GET', path, { cookie })).status, path).toBeLessThan(500)
  expect(await state()).toEqual(before)
})

test.each(commands)('A4: %s cannot be executed with GET', async (_, it) => {
  const path = someAddress(it)
  const alsoReads = contracts.some(([, other]) => other.endpoint.method === 'GET' && someAddress(other) === path)
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    const answer = await send(method, path, { cookie: owner(), headers: { 'x-http-method-override': 'POST' } })
    if (!alsoReads || method === 'OPTIONS') expect([204, 404, 405]).toContain(answer.status)
  }
})
