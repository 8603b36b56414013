import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contracts, someAddress } from './contracts'
import { elsewhere, eyes, good } from './good-requests'
import { callNext, clear, visitorWithTurn, walkIn } from './line'
import { cookieOf, send, sendAs } from './send'
import { entriesOf } from './trace'

/** Commands without a lasting change, each with the reason why it writes no audit entry. */
const traceless: Record<string, string> = {
  searchPersons: 'a search; its number is sent in the body to keep it out of URLs',
  openPairing: 'a code that grants nothing and is deleted when it expires; pairing the device is audited',
}

/** Reads that write an audit entry, each with the reason. */
const tracedReads: Record<string, string> = {
  exportPerson: 'exports of personal data are audited',
}

test('every contract has a valid request here', () => {
  expect([...Object.keys(good), ...elsewhere].sort()).toEqual(contracts.map(([name]) => name).sort())
})

describe.each(contracts.filter(([name]) => name in good))('%s', (name, it) => {
  test('answers exactly as its contract says', async () => {
    const answer = await (good[name] ?? (() => send('GET', someAddress(it))))()
    expect(answer.text).not.toBe('')
    expect(answer.status).toBe(it.status ?? 200)
    const text = it.answer.type === 'string'
    const parsed = it.answer.safeParse(text ? answer.text : answer.json)
    expect(parsed.error?.issues ?? []).toEqual([])
    expect(parsed.data).toEqual(text ? answer.text : answer.json)
    expect(answer.headers['content-type']?.startsWith(it.contentType ?? 'application/json')).toBe(true)
    expect(answer.headers['cache-control']).toBe(it.revalidates ? 'private, no-cache' : 'no-store')
    expect(answer.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,64}$/)
    const sent = (['X-Cursor', 'Set-Cookie'] as const).filter((one) => answer.headers[one.toLowerCase()] !== undefined)
    expect(it.sends ?? [], `sends ${sent.join(', ')}`).toEqual(expect.arrayContaining(sent))
    if (it.sends?.includes('X-Cursor')) expect(sent).toContain('X-Cursor')
    const actions = await entriesOf(String(answer.headers['x-request-id']))
    const leavesTrace = it.endpoint.method === 'GET' ? name in tracedReads : !(name in traceless)
    expect(actions.length > 0, `audit entries: ${actions.join(', ') || 'none'}`).toBe(leavesTrace)
  })
})

test('only existing commands are exempt from the audit', () => {
  const commands = contracts.flatMap(([name, it]) => (it.endpoint.method === 'GET' ? [] : [name]))
  expect(Object.keys(traceless).filter((name) => !commands.includes(name))).toEqual([])
})

describe('a command', () => {
  test('with the same key is answered the same, in status and body', async () => {
    const sending = { body: { service: 'eyes' }, headers: { 'idempotency-key': randomUUID() } }
    const first = await send('POST', '/api/v1/tickets', sending)
    const again = await send('POST', '/api/v1/tickets', sending)
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.json).toEqual(first.json)
    expect(cookieOf(again)).toBe(cookieOf(first))
  })
  test('without a cookie is refused when its key is easy to guess, and does nothing', async () => {
    await clear(eyes)
    const sending = { body: { service: 'eyes' }, headers: { 'idempotency-key': `key-${Date.now()}` } }
    for (const cookie of [undefined, 'dawr_visitor=forged.forged']) {
      const { status, json, headers } = await send('POST', '/api/v1/tickets', { ...sending, ...(cookie && { cookie }) })
      expect([status, headers['set-cookie']]).toEqual([400, undefined])
      expect(json).toMatchObject({ fields: [{ path: 'Idempotency-Key', reason: 'easy_to_guess' }] })
    }
    const known = cookieOf(await send('POST', '/api/v1/tickets', { body: { service: 'eyes' } }))
    expect((await send('POST', '/api/v1/tickets', { ...sending, cookie: known })).status).toBe(200)
    expect((await send('POST', '/api/v1/tickets', sending)).status).toBe(400)
  })
  test('returns the stream position of its change', async () => {
    await clear(eyes)
    await walkIn(eyes)
    const before = await send('GET', '/api/v1/queues/eyes/status')
    const called = await callNext(eyes)
    const started = await sendAs('clerk', 'POST', `/api/v1/tickets/${called.id}/start`, { body: {} })
    const seq = (cursor: unknown): number => Number(String(cursor).split('.')[1])
    expect(String(started.headers['x-cursor'])).toMatch(/^[A-Za-z0-9_-]+\.\d+$/)
    expect(seq(started.headers['x-cursor'])).toBeGreaterThan(seq(before.headers['x-cursor']))
  })
  test('of a visitor sets an HttpOnly identity cookie', async () => {
    const [line = ''] =
      (await send('POST', '/api/v1/tickets', { body: { service: 'eyes' } })).headers['set-cookie'] ?? []
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=31536000']) expect(line).toContain(part)
  })
})

test('a ticket is readable by its holder, by cookie or by link, and by staff; for everybody else it does not exist', async () => {
  const { ticket, cookie } = await visitorWithTurn(eyes)
  const path = `/api/v1/tickets/${ticket.id}`
  const link = { 'x-visit-token': ticket.link.replace('/visit/', '') }
  const other = await visitorWithTurn(eyes)
  expect((await send('GET', path, { cookie })).status).toBe(200)
  expect((await send('GET', path, { headers: link })).status).toBe(200)
  expect((await sendAs('reception', 'GET', path)).status).toBe(200)
  expect((await send('GET', path)).status).toBe(404)
  expect((await send('GET', path, { cookie: other.cookie })).status).toBe(404)
  expect((await send('GET', path, { headers: { 'x-visit-token': 'A'.repeat(22) } })).status).toBe(404)
  const line = await sendAs('reception', 'GET', '/api/v1/queues/eyes/line')
  // The link grants the holder's rights, so staff get it only when they take the turn, to pass it on.
  for (const answer of [await sendAs('reception', 'GET', path), line]) expect(answer.text).not.toContain('/visit/')
  expect((await walkIn(eyes)).link).toMatch(/^\/visit\/./)
  const forged = `dawr_visitor=${cookie.replace('dawr_visitor=', '').split('.')[0]}.AAAAAAAAAAAAAAAAAAAAAA`
  expect((await send('GET', path, { cookie: forged })).status).toBe(404)
})
