import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinQueue, listMyTickets } from '@/lib/features/queue/contract'
import type { Contract } from '@/lib/shared/contract'
import { pathOf } from '@/lib/shared/endpoint'
import { commands, contracts } from './contracts'
import { misfit } from './fits'
import { bodyFor, hostile, shapeOf } from './fuzz-values'
import { walkIn } from './line'
import { type Answer, send, sendAs } from './send'
import { spareBranch } from './set-up'

const derma = { service: 'derma', room: 'room-14' }
const numRuns = 40

/** Asserts that an answer is no server error, reveals no internals, and matches the contract. */
function expectFits(it: Contract, { status, headers, text, json }: Answer): void {
  // Node itself refuses a URL that is too long, before it becomes a request.
  if (status === 431) return
  expect(headers['x-request-id']).toBeDefined()
  expect(misfit(it, { status, type: headers['content-type'] ?? '', text, json })).toBeNull()
}

/** JSON that may carry lone surrogates, as a hostile sender writes it. */
const jsonOf = (body: unknown): string => JSON.stringify(body) ?? ''

/** The set-up is changed in a branch where nobody else is. */
const isSetUp = (it: Contract): boolean => it.access === 'branch.manage'

const pathFor = (it: Contract, id: string, spare: string): string =>
  isSetUp(it)
    ? pathOf(it.endpoint, { branch: spare, service: 'samples', servicePoint: 'none', pathway: 'none' })
    : pathOf(it.endpoint, { id, service: 'derma', branch: 'main', flag: 'hall_chime' })

// Sign-in and set-up count attempts: they are fuzzed below, within their limits.
const counted = ['signIn', 'setUp']

describe.each(commands.filter(([name]) => !counted.includes(name)))('%s', (name, it) => {
  test('handles any body without a server error', async () => {
    const { id } = await walkIn(derma)
    const spare = await spareBranch()
    const shape = shapeOf(it.body)
    const role = name === 'signOut' ? null : isSetUp(it) ? 'owner' : 'administrator'
    await fc.assert(
      fc.asyncProperty(bodyFor(shape), hostile, async (body, key) => {
        const headers = { 'idempotency-key': encodeURIComponent(key.toWellFormed()).slice(0, 150) || 'k' }
        const sending = { raw: jsonOf(body), headers: { ...headers, 'content-type': 'application/json' } }
        const path = pathFor(it, id, spare)
        const { method } = it.endpoint
        expectFits(it, role ? await sendAs(role, method, path, sending) : await send(method, path, sending))
      }),
      { numRuns, seed: 22_112_026 },
    )
  })
})

test.each(commands.filter(([name]) => counted.includes(name)))('%s takes any body without breaking', async (_, it) => {
  await fc.assert(
    fc.asyncProperty(bodyFor(shapeOf(it.body)), async (body) => {
      expectFits(it, await send(it.endpoint.method, it.endpoint.path, { raw: jsonOf(body) }))
    }),
    { numRuns: 15, seed: 22_112_026 },
  )
})

test('the bodies are made of existing fields', () => {
  const shapes = Object.fromEntries(commands.map(([name, it]) => [name, Object.keys(shapeOf(it.body))]))
  expect(shapes).toMatchObject({
    joinQueue: ['service', 'branch', 'holderName', 'priority', 'class'],
    recall: ['version', 'servicePoint'],
  })
})

const reads = contracts.filter(([name, it]) => it.endpoint.method === 'GET' && name !== 'eventStream')
describe.each(reads)('%s', (_, it) => {
  test('handles any path and query without a server error', async () => {
    const query = fc.dictionary(fc.oneof(hostile, fc.constantFrom('branch', 'service', 'clinic', 'since')), hostile, {
      maxKeys: 3,
    })
    await fc.assert(
      fc.asyncProperty(hostile, query, async (part, asked) => {
        const value = part.toWellFormed() || 'x'
        // A dot segment is resolved to another path before it is sent.
        fc.pre(!/^\.{1,2}$/.test(value))
        const search = new URLSearchParams(asked).toString()
        const path = pathOf(it.endpoint, { id: value, service: value, branch: value, servicePoint: value })
        const answer = await sendAs('administrator', 'GET', search ? `${path}?${search}` : path)
        expectFits(it, answer)
      }),
      { numRuns, seed: 22_112_026 },
    )
  })
})

test('any headers are handled without a server error', async () => {
  const latin = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.;=,:/ "\'<>%@éÿ'), maxLength: 80 })
  const names = [
    'cookie',
    'x-visit-token',
    'idempotency-key',
    'x-request-id',
    'last-event-id',
    'x-forwarded-for',
    'accept',
    'authorization',
  ]
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), latin), async (headers) => {
      expectFits(listMyTickets, await send('GET', '/api/v1/tickets', { headers }))
      const forged = Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, `dawr_session=${text}; dawr_visitor=${text}.${text}`]),
      )
      expectFits(joinQueue, await send('POST', '/api/v1/tickets', { raw: '{"service":1}', headers: forged }))
    }),
    { numRuns, seed: 22_112_026 },
  )
})
