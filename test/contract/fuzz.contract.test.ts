import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { pathOf } from '@/lib/shared/endpoint'
import { commands, contracts } from './contracts'
import { walkIn } from './line'
import { type Answer, isProductionHost, problemOf, send, sendAs } from './send'

const derma = { service: 'derma', room: 'room-14' }
const numRuns = isProductionHost ? 40 : 15

/** Texts that have broken programs before. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\u0000',
      '\ud800',
      '\udfff',
      '\u202eabc',
      '\ufeff',
      '__proto__',
      'constructor',
      'null',
      'NaN',
      '-0',
      '1e999',
    ],
    ...[
      "' OR 1=1 --",
      '"; DROP TABLE ticket; --',
      '${7*7}',
      '{{7*7}}',
      '<script>alert(1)</script>',
      '../../etc/passwd',
    ],
    ...[
      '%00',
      '%s%n',
      '\\',
      'ﷺ',
      '🏳️‍🌈',
      'a\u0301'.repeat(20),
      'x'.repeat(5_000),
      '٤٢',
      'İ',
      '2026-13-45',
      '9'.repeat(40),
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const wrong = fc.oneof(
  hostile,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.integer(),
  fc.constantFrom(null, [], {}, [[]], true),
)

type Shape = Record<string, { type?: string; properties?: Shape; enum?: unknown[]; pattern?: string }>

/** The fields of a schema, as JSON Schema tells them. */
function shapeOf(schema: z.ZodType): Shape {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Shape }
  return described.properties ?? {}
}

/** Values for a field: mostly of its kind, often hostile, sometimes of another kind. */
function valueFor(field: Shape[string]): fc.Arbitrary<unknown> {
  const fitting: fc.Arbitrary<unknown>[] = []
  if (field.enum) fitting.push(fc.constantFrom(...field.enum))
  else if (field.properties) fitting.push(bodyFor(field.properties))
  else if (field.type === 'string') fitting.push(fc.constantFrom('derma', 'lab', 'main', 'room-14'), hostile)
  else if (field.type === 'integer') fitting.push(fc.integer(), fc.constantFrom(0, -1, 1, 2, 2 ** 31, 2 ** 53, 1.5))
  return fc.oneof(...fitting, wrong)
}

function bodyFor(shape: Shape): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valueFor(field)]))
  const known = fc.record(fields, { requiredKeys: [] })
  const more = fc.dictionary(fc.oneof(hostile, fc.constantFrom('id', 'state', 'version')), wrong, { maxKeys: 2 })
  return fc.oneof(
    { weight: 4, arbitrary: known },
    fc.tuple(known, more).map(([one, other]) => ({ ...one, ...other })),
    wrong,
  )
}

function expectNoBreakage(answer: Answer): void {
  expect(answer.status, answer.text).toBeLessThan(500)
  expect(answer.headers['x-request-id']).toBeDefined()
  if (answer.status >= 400) expect(problemOf(answer).code).toMatch(/^[a-z_]+$/)
  for (const word of ['Prisma', 'node_modules', 'at Object.', 'SELECT ', 'stack'])
    expect(answer.text).not.toContain(word)
}

/** JSON that may carry lone surrogates, as a hostile sender writes it. */
const jsonOf = (body: unknown): string => JSON.stringify(body) ?? ''

const idOf = (it: Contract, id: string): string => pathOf(it.endpoint, { id, service: 'derma' })

// Signing in and setting up count their tries: they are fuzzed below, within what is allowed.
const counted = ['signIn', 'setUp']

describe.each(commands.filter(([name]) => !counted.includes(name)))('%s', (name, it) => {
  test('takes any body without breaking', async () => {
    const { id } = await walkIn(derma)
    const shape = shapeOf(it.body)
    const role = name === 'signOut' ? null : 'administrator'
    await fc.assert(
      fc.asyncProperty(bodyFor(shape), hostile, async (body, key) => {
        const headers = { 'idempotency-key': encodeURIComponent(key.toWellFormed()).slice(0, 150) || 'k' }
        const sending = { raw: jsonOf(body), headers: { ...headers, 'content-type': 'application/json' } }
        const path = idOf(it, id)
        const { method } = it.endpoint
        expectNoBreakage(role ? await sendAs(role, method, path, sending) : await send(method, path, sending))
      }),
      { numRuns, seed: 22_112_026 },
    )
  })
})

test.each(commands.filter(([name]) => counted.includes(name)))('%s takes any body without breaking', async (_, it) => {
  await fc.assert(
    fc.asyncProperty(bodyFor(shapeOf(it.body)), async (body) => {
      expectNoBreakage(await send(it.endpoint.method, it.endpoint.path, { raw: jsonOf(body) }))
    }),
    { numRuns: 15, seed: 22_112_026 },
  )
})

test('the bodies are made of the fields that there are', () => {
  const shapes = Object.fromEntries(commands.map(([name, it]) => [name, Object.keys(shapeOf(it.body))]))
  expect(shapes).toMatchObject({
    joinQueue: ['service', 'branch', 'holderName', 'priority'],
    recall: ['version', 'servicePoint'],
  })
})

const reads = contracts.filter(([name, it]) => it.endpoint.method === 'GET' && name !== 'eventStream')
describe.each(reads)('%s', (_, it) => {
  test('takes any address and query without breaking', async () => {
    const query = fc.dictionary(fc.oneof(hostile, fc.constantFrom('branch', 'clinic', 'since')), hostile, {
      maxKeys: 3,
    })
    await fc.assert(
      fc.asyncProperty(hostile, query, async (part, asked) => {
        const value = part.toWellFormed() || 'x'
        // A dot segment is another address, resolved before it is sent anywhere.
        fc.pre(!/^\.{1,2}$/.test(value))
        const search = new URLSearchParams(asked).toString()
        const path = pathOf(it.endpoint, { id: value, service: value, branch: value })
        const answer = await sendAs('administrator', 'GET', search ? `${path}?${search}` : path)
        expect(answer.status, answer.text).toBeLessThan(500)
      }),
      { numRuns, seed: 22_112_026 },
    )
  })
})

test('any headers are taken without breaking', async () => {
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
      expectNoBreakage(await send('GET', '/api/v1/tickets', { headers }))
      const forged = Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, `dawr_session=${text}; dawr_visitor=${text}.${text}`]),
      )
      expectNoBreakage(await send('POST', '/api/v1/tickets', { raw: '{"service":1}', headers: forged }))
    }),
    { numRuns, seed: 22_112_026 },
  )
})
