import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isProductionHost, problemOf, send } from './send'

const build = readFileSync('.next/BUILD_ID', 'utf8').trim()
const pretended = { 'x-forwarded-for': '127.0.0.1' }

/** Paths that are not in our table, but that Next routes to an endpoint. */
const detours = [
  '/./api/v1/session',
  '/x/../api/v1/session',
  '/%2e/api/v1/session',
  '/.%2E/api/v1/session',
  '/ar/../api/v1/session',
  '/_next/static/../../api/v1/session',
  '/./health/metrics',
  `/_next/data/${build}/api/v1/session.json`,
  `/_next/data/${build}/api/v1/health/metrics.json`,
]

test.each(detours)('A7: %s reaches no endpoint that would trust a forged address', async (path) => {
  const { status, headers, text } = await send('GET', path, { headers: pretended })
  // Plain `next start` has only Next's own routing; it is not meant for untrusted clients.
  if (!isProductionHost) return expect(status).toBeLessThan(500)
  expect([400, 404]).toContain(status)
  expect(headers['ratelimit']).toBeUndefined()
  expect(text).not.toContain('process_cpu')
})

test('A7: an unnormalised path to a page does not bypass the limit for the client address', async () => {
  const answer = await send('GET', '/_next/static/../../ar', { headers: pretended })
  if (isProductionHost) expect([answer.status, problemOf(answer).code]).toEqual([400, 'invalid_input'])
  else expect(answer.status).toBeLessThan(500)
})
