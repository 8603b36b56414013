import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/lib/shared/endpoint'
import { request } from './api-client'

const list = { method: 'GET', path: '/api/v1/tickets' } as const satisfies Endpoint
const answered = vi.fn<typeof fetch>()

beforeEach(() => {
  answered.mockReset().mockImplementation(() => Promise.resolve(Response.json({})))
  vi.stubGlobal('fetch', answered)
})
afterEach(() => void vi.unstubAllGlobals())

const headersSent = () => new Headers(answered.mock.calls[0]?.[1]?.headers)

test('says that a page or a visitor asks, with the visit token it was given', async () => {
  await request(list)
  expect(headersSent().get('x-dawr-as')).toBe('page')
  answered.mockClear()
  await request(list, { as: 'visitor', visitToken: 'secret' })
  expect(headersSent().get('x-dawr-as')).toBe('visitor')
  expect(headersSent().get('x-visit-token')).toBe('secret')
})

test("aborts with the caller's reason", async () => {
  const asked = new AbortController()
  asked.abort(new Error('gone'))
  await expect(request(list, { signal: asked.signal })).rejects.toThrow('gone')
  expect(answered).not.toHaveBeenCalled()
})
