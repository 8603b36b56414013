import { expect, test } from 'vitest'
import { webResponse } from './reply'

test('a reply becomes a web response with its status, every header and its body', async () => {
  const headers = ['Content-Type', 'text/plain', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']
  const response = webResponse({ status: 201, headers, body: 'made' })
  expect([response.status, await response.text()]).toEqual([201, 'made'])
  expect(response.headers.get('content-type')).toBe('text/plain')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

test('bytes are sent as they are', async () => {
  const body = Buffer.from('{"name":"المختبر"}')
  expect(await webResponse({ status: 200, headers: [], body }).json()).toEqual({ name: 'المختبر' })
})

test.each([204, 304])('%i has no body', (status) => {
  const response = webResponse({ status, headers: ['ETag', '"a"'], body: '' })
  expect([response.status, response.body, response.headers.get('etag')]).toEqual([status, null, '"a"'])
})
