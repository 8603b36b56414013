import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { contracts } from './contracts'
import { eyes } from './good-requests'
import { callNext, clear, walkIn } from './line'
import { type Answer, isProductionHost, send, sendAs } from './send'

const path = '/api/v1/queues/eyes/status?branch=main'

const read = (tag?: string, method = 'GET'): Promise<Answer> =>
  send(method, path, tag === undefined ? {} : { headers: { 'if-none-match': tag } })

const tagOf = ({ headers }: Answer): string => String(headers.etag)

describe('an unchanged queue state', () => {
  test('is not sent again to a client that sends its tag', async () => {
    const first = await read()
    expect(first.status).toBe(200)
    expect(tagOf(first)).toMatch(/^"[\w-]{22}"$/)
    const again = await read(tagOf(first))
    expect([again.status, again.text]).toEqual([304, ''])
    expect(tagOf(again)).toBe(tagOf(first))
  })
  test('is answered with the headers that a cached answer needs', async () => {
    const first = await read()
    const again = await read(tagOf(first))
    for (const answer of [first, again]) {
      expect(answer.headers['cache-control']).toBe('private, no-cache')
      expect(answer.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{8,64}$/)
      expect(answer.headers['x-cursor']).toMatch(/^[\w-]+\.\d+$/)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect(again.headers['content-type']).toBeUndefined()
  })
  test.each([
    ['as a weak tag', (tag: string) => `W/${tag}`],
    ['among others', (tag: string) => `"another", ${tag}`],
    ['by a star', () => '*'],
  ])('is recognised when the tag is sent as %s', async (_, named) => {
    expect((await read(named(tagOf(await read())))).status).toBe(304)
  })
  test.each(['"another"', 'another', '', 'W/""', '"'])('is sent completely to a client that sends %j', async (tag) => {
    const answer = await read(tag)
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({ service: 'eyes' })
  })
  test('has the same tag for everybody, signed in or not', async () => {
    const ofStaff = await sendAs('clerk', 'GET', path)
    expect(tagOf(ofStaff)).toBe(tagOf(await read()))
  })
})

test('a changed queue has another tag, and is sent completely to a client with the old one', async () => {
  await clear(eyes)
  const before = await read()
  await walkIn(eyes)
  const after = await read(tagOf(before))
  expect(after.status).toBe(200)
  expect(tagOf(after)).not.toBe(tagOf(before))
  expect((await read(tagOf(after))).status).toBe(304)
  await callNext(eyes)
  expect((await read(tagOf(after))).status).toBe(200)
})

describe('HEAD', () => {
  test('returns the tag and the length without the body', async () => {
    const [got, head] = [await read(), await read(undefined, 'HEAD')]
    expect([head.status, head.text]).toEqual([200, ''])
    expect(tagOf(head)).toBe(tagOf(got))
    if (isProductionHost) expect(head.headers['content-length']).toBe(String(Buffer.byteLength(got.text)))
  })
  test('of an unchanged answer is 304 too', async () => {
    const head = await read(tagOf(await read()), 'HEAD')
    expect([head.status, head.text]).toEqual([304, ''])
  })
})

describe('the description of the API', () => {
  const ask = (headers: Record<string, string>): Promise<Answer> => send('GET', '/api/v1/openapi.json', { headers })

  test('is not sent again to a client that has it', async () => {
    for (const coding of ['identity', 'gzip']) {
      const first = await ask({ 'accept-encoding': coding })
      const again = await ask({ 'accept-encoding': coding, 'if-none-match': tagOf(first) })
      expect([again.status, again.text, tagOf(again)]).toEqual([304, '', tagOf(first)])
    }
  })
})

test.each(['/api/v1/services', '/api/v1/branches/main', '/api/v1/openapi.json'])(
  'T6: %s, the same for everybody, is compressed for clients that accept gzip',
  async (address) => {
    // Plain `next start` compresses every answer by itself.
    if (!isProductionHost) return
    const ask = (headers: Record<string, string>): Promise<Answer> => send('GET', address, { headers })
    const [plain, small] = [await ask({}), await ask({ 'accept-encoding': 'gzip, br' })]
    expect([plain.headers['content-encoding'], small.headers['content-encoding']]).toEqual([undefined, 'gzip'])
    expect(gunzipSync(small.bytes).toString()).toBe(plain.text)
    expect(small.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 3)
    expect(small.headers.etag).not.toBe(plain.headers.etag)
    for (const { headers } of [plain, small]) expect(headers.vary).toContain('Accept-Encoding')
    expect((await ask({ 'accept-encoding': 'gzip', 'if-none-match': tagOf(small) })).status).toBe(304)
  },
)

test('T6: an answer about a person is never compressed, so that its length reveals nothing of its content', async () => {
  if (!isProductionHost) return
  const headers = { 'accept-encoding': 'gzip' }
  for (const address of ['/api/v1/session', '/api/v1/account/sessions', '/api/v1/queues/eyes/line', '/api/v1/staff']) {
    const answer = await sendAs('owner', 'GET', address, { headers })
    expect([answer.status, answer.headers['content-encoding']], address).toEqual([200, undefined])
  }
})

test('only answers that are the same for everybody may be cached', () => {
  const kept = contracts.filter(([, it]) => it.revalidates)
  const setUp = ['listServices', 'getBranch', 'listBranches', 'listServicePoints', 'listPathways']
  const names = [...setUp, 'getQueueStatus', 'getOpenApi']
  expect(kept.map(([name]) => name).sort()).toEqual(names.sort())
  expect(kept.filter(([, it]) => it.access !== 'public')).toEqual([])
})

test('refusals are not cached, whatever tag is sent', async () => {
  const answer = await send('GET', '/api/v1/queues/nowhere/status', { headers: { 'if-none-match': '*' } })
  expect([answer.status, answer.headers['cache-control'], answer.headers.etag]).toEqual([404, 'no-store', undefined])
})
