import { beforeAll, describe, expect, inject, test } from 'vitest'
import type { TicketDto } from '@/lib/features/queue/contract'
import { errorStatus } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { permissions, roleMay, staffRoles } from '@/lib/shared/permissions'
import { commands, contracts, isForStaff, someAddress } from './contracts'
import { pairedDevice } from './devices'
import { everyQueue, visitorWithTurn, walkIn } from './line'
import { type Answer, problemOf, send, sendAs } from './send'

const ent = { service: 'ent', room: 'room-10' }

/** Asserts a refusal in the form that every client may rely on. */
function expectProblem(answer: Answer, code: keyof typeof errorStatus): void {
  expect(answer.json).toMatchObject({
    type: `urn:dawr:problem:${code}`,
    title: expect.any(String) as string,
    status: errorStatus[code],
    code,
    requestId: answer.headers['x-request-id'],
  })
  expect(answer.status).toBe(errorStatus[code])
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['set-cookie']).toBeUndefined()
}

async function writesNothing(work: () => Promise<void>): Promise<void> {
  const before = await everyQueue()
  await work()
  expect(await everyQueue()).toEqual(before)
}

let ticket: TicketDto
beforeAll(async () => {
  ticket = await walkIn(ent)
})

describe('rights', () => {
  const forStaff = contracts.filter(([, it]) => isForStaff(it))
  test.each(forStaff)('%s is refused without signing in', async (_, it) => {
    await writesNothing(async () => {
      const address = someAddress(it, { id: ticket.id })
      for (const cookie of ['', 'dawr_session=forged', `dawr_session=${'A'.repeat(43)}`]) {
        expectProblem(await send(it.endpoint.method, address, { cookie }), 'not_signed_in')
      }
    })
  })
  test('T6: a 401 names the scheme by which programs identify themselves', async () => {
    const signIn = { body: { username: 'nobody', password: 'wrong-password' } }
    const forged = { headers: { authorization: 'Bearer forged' } }
    const answers = [
      await send('GET', '/api/v1/session'),
      await send('GET', '/api/v1/services', forged),
      await send('POST', '/api/v1/session', signIn),
    ]
    for (const { status, headers } of answers)
      expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="Dawr"'])
  })
  const lacking = forStaff.flatMap(([name, it]) => {
    const needed = permissions.find((permission) => permission === it.access)
    if (!needed) return []
    return staffRoles.filter((role) => !roleMay(role, needed)).map((role) => [name, role, it] as const)
  })
  test('some role lacks some permission', () => {
    expect(lacking.length).toBeGreaterThan(0)
  })
  test.each(lacking)('%s is refused to the role %s', async (_, role, it) => {
    await writesNothing(async () => {
      expectProblem(await sendAs(role, it.endpoint.method, someAddress(it, { id: ticket.id })), 'not_allowed')
    })
  })
  const isOnTicket = (path: string): boolean => path.startsWith('/api/v1/tickets/{id}')
  const onTickets = contracts.filter(([, it]) => isOnTicket(it.endpoint.path) && it.access === 'visitor')
  test.each(onTickets)('%s of another person’s ticket finds none', async (_, it) => {
    const { cookie } = await visitorWithTurn(ent)
    await writesNothing(async () => {
      for (const sending of [{}, { cookie }, { headers: { 'x-visit-token': 'A'.repeat(22) } }]) {
        expectProblem(await send(it.endpoint.method, someAddress(it, { id: ticket.id }), sending), 'ticket_not_found')
      }
    })
  })
  test('a visitor may not register others with a name or an emergency', async () => {
    await writesNothing(async () => {
      for (const more of [{ priority: 'emergency' }, { class: 'priority' }, { class: 'vip' }, { holderName: 'سارة' }]) {
        expectProblem(await send('POST', '/api/v1/tickets', { body: { service: 'ent', ...more } }), 'not_allowed')
      }
    })
  })
})

describe('a ticket, a clinic, a branch that does not exist', () => {
  const forTickets = contracts.filter(([, it]) => it.endpoint.path.startsWith('/api/v1/tickets/{id}'))
  test.each(forTickets)('%s says so', async (name, it) => {
    const bodies: Record<string, object> = {
      transfer: { service: 'lab' },
      sendAndReturn: { service: 'lab' },
      linkPerson: { person: newId() },
    }
    const sending = bodies[name] ? { body: bodies[name] } : {}
    expectProblem(await sendAs('manager', it.endpoint.method, someAddress(it), sending), 'ticket_not_found')
  })
  test.each([
    ['GET', '/api/v1/queues/nowhere/status', undefined, 'unknown_service'],
    ['GET', '/api/v1/queues/lab/status?branch=nowhere', undefined, 'unknown_branch'],
    ['GET', '/api/v1/queues/nowhere/line', undefined, 'unknown_service'],
    ['GET', '/api/v1/services?branch=nowhere', undefined, 'unknown_branch'],
    ['GET', '/api/v1/branches/nowhere', undefined, 'unknown_branch'],
    ['GET', '/api/v1/events/stream?service=nowhere', undefined, 'unknown_service'],
    ['GET', '/api/v1/events/stream?since=nonsense', undefined, 'invalid_cursor'],
    ['POST', '/api/v1/tickets', { service: 'nowhere' }, 'unknown_service'],
    ['POST', '/api/v1/tickets', { service: 'lab', branch: 'nowhere' }, 'unknown_branch'],
    ['POST', '/api/v1/queues/nowhere/call-next', { servicePoint: 'room-1' }, 'unknown_service'],
    ['POST', '/api/v1/queues/ent/call-next', { servicePoint: 'nowhere' }, 'unknown_service_point'],
    ['POST', '/api/v1/queues/ent/call-next', { servicePoint: 'room-1' }, 'service_point_not_serving'],
  ] as const)('%s %s %j', async (method, path, body, code) => {
    await writesNothing(async () => expectProblem(await sendAs('clerk', method, path, { body }), code))
  })
  test.each(['1', 'null', '%00', '..%2F..%2Fetc', "'--", 'a'.repeat(2_000), '%F0%9F%98%80', '%E0%A4%A'])(
    'the id %s is invalid',
    async (id) => {
      const answer = await sendAs('clerk', 'GET', `/api/v1/tickets/${id}`)
      expect([400, 404]).toContain(answer.status)
      expect(answer.text).not.toContain('Prisma')
    },
  )
})

/** An owner on a paired tablet, so that only the input can be refused. */
let cookie = ''
beforeAll(async () => {
  cookie = `${inject('sessions').owner}; ${(await pairedDevice('tablet')).cookie}`
})

const asOwner = (method: string, path: string, sending: object): Promise<Answer> =>
  send(method, path, { ...sending, cookie })

const fieldsOf = (answer: Answer): unknown[] => [...(problemOf(answer).fields ?? [])]

describe.each(commands)('%s refuses', (_, it) => {
  const { method } = it.endpoint
  const path = (): string => someAddress(it, { id: ticket.id })
  const refused = async (sending: object, code: keyof typeof errorStatus): Promise<Answer> => {
    const answer = await asOwner(method, path(), sending)
    expectProblem(answer, code)
    return answer
  }

  test('invalid input, and writes nothing', async () => {
    await writesNothing(async () => {
      const unknown = await refused({ body: { surprise: 1 } }, 'invalid_input')
      if (it.body.type !== 'undefined')
        expect(fieldsOf(unknown)).toContainEqual({ path: 'surprise', reason: 'unknown_field' })
      for (const body of [[], 'text', 7, null, true]) await refused({ body }, 'invalid_input')
      for (const raw of ['{', '{"a":1,}', 'undefined', '\u{feff}{', '{"a":"\\x"}'])
        await refused({ raw }, 'invalid_json')
      await refused({ raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }, 'invalid_json')
      for (const raw of ['{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"\\udfff":1}', '["\\u0000"]'])
        await refused({ raw }, 'invalid_input')
      await refused({ raw: '['.repeat(30_000) + ']'.repeat(30_000) }, 'invalid_input')
      await refused({ raw: `{"a":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}` }, 'invalid_input')
      const query = await asOwner(method, `${path()}?surprise=1`, {})
      expect(query.status).toBe(400)
    })
  })
  test('another content type', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonx',
    ]) {
      await refused({ raw: '{}', headers: { 'content-type': type } }, 'wrong_content_type')
    }
  })
  test('a body over 64 KB, with or without a declared length', async () => {
    const large = `{"a":"${'x'.repeat(70_000)}"}`
    await refused({ raw: large }, 'body_too_large')
    const chunked = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' }
    expectProblem(await send(method, path(), { raw: large, headers: chunked, cookie }), 'body_too_large')
  })
  test('requests from another site', async () => {
    await writesNothing(async () => {
      const foreign = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]
      for (const headers of foreign) await refused({ body: {}, headers }, 'foreign_origin')
    })
  })
  test('an invalid idempotency key', async () => {
    for (const key of ['with space', 'x'.repeat(201), '\u00e9']) {
      const answer = await asOwner(method, path(), { headers: { 'idempotency-key': key } })
      expectProblem(answer, 'invalid_input')
      expect(fieldsOf(answer)).toContainEqual({ path: 'Idempotency-Key', reason: 'invalid_format' })
    }
  })
})

describe('taking a turn refuses', () => {
  test.each([
    [{}, 'service'],
    [{ service: 5 }, 'service'],
    [{ service: ['lab'] }, 'service'],
    [{ service: 'LAB' }, 'service'],
    [{ service: "lab'; DROP TABLE ticket; --" }, 'service'],
    [{ service: 'lab', branch: {} }, 'branch'],
    [{ service: 'lab', priority: 'vip' }, 'priority'],
    [{ service: 'lab', class: 'V I P' }, 'class'],
    [{ service: 'lab', holderName: '' }, 'holderName'],
    [{ service: 'lab', holderName: 'x'.repeat(121) }, 'holderName'],
    [{ service: 'lab', holderName: '\u202e\u200f' }, 'holderName'],
    [{ service: 'lab', holderName: 'a\ufffdb' }, 'holderName'],
  ])('%j, naming the field %s', async (body, path) => {
    await writesNothing(async () => {
      const answer = await sendAs('reception', 'POST', '/api/v1/tickets', { body })
      expectProblem(answer, 'invalid_input')
      expect(fieldsOf(answer)).toEqual([{ path, reason: expect.any(String) as string }])
    })
  })
  test('a body of 3 MB', async () => {
    const answer = await send('POST', '/api/v1/tickets', { body: { service: 'x'.repeat(3_000_000) } })
    expectProblem(answer, 'body_too_large')
  })
  test('a stale version, and returns the current one', async () => {
    const answer = await sendAs('clerk', 'POST', `/api/v1/tickets/${ticket.id}/hold`, { body: { version: 99 } })
    expectProblem(answer, 'stale_version')
    expect(problemOf(answer).details).toEqual({ version: ticket.version, state: 'waiting' })
  })
})

test.each(['/api/v1/staff?q=a%00b', '/api/v1/staff?after=%00', '/api/v1/audit?subject=%00'])(
  'A19: %s is invalid input, like any text with NUL',
  async (path) => expectProblem(await sendAs('owner', 'GET', path), 'invalid_input'),
)

test('reads refuse unknown parameters', async () => {
  const surprise = await send('GET', '/api/v1/services?surprise=1')
  expectProblem(surprise, 'invalid_input')
  expect(fieldsOf(surprise)).toEqual([{ path: 'surprise', reason: 'unknown_field' }])
  expectProblem(await send('GET', '/api/v1/services?branch=a&branch=b'), 'invalid_input')
  expectProblem(await send('GET', '/api/v1/queues/LAB/status'), 'invalid_input')
})

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']
const paths = [...new Set(contracts.map(([, it]) => it.endpoint.path))]

test.each(paths)('T2: %s answers OPTIONS with its methods, and every other one with 405', async (path) => {
  const here = contracts.filter(([, it]) => it.endpoint.path === path)
  const own = here.map(([, it]) => it.endpoint.method as string)
  const known = [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  const [first] = here
  if (!first) throw new Error(path)
  for (const method of methods.filter((it) => !known.includes(it))) {
    const answer = await send(method, someAddress(first[1], { id: ticket.id }))
    expect(answer.status, method).toBe(405)
    if (method !== 'HEAD') expectProblem(answer, 'method_not_allowed')
    expect(String(answer.headers['allow']).split(', ').sort()).toEqual([...known].sort())
  }
  const options = await send('OPTIONS', someAddress(first[1], { id: ticket.id }))
  expect([options.status, options.text]).toEqual([204, ''])
  expect(String(options.headers['allow']).split(', ').sort()).toEqual([...known].sort())
})

test.each([
  ['/ar', 'GET, HEAD, OPTIONS'],
  ['/ar/console', 'GET, HEAD, OPTIONS'],
  ['/icons/icon.svg', 'GET, HEAD, OPTIONS'],
  ['/health/live', 'GET, HEAD, OPTIONS'],
  ['/api/docs', 'GET, HEAD, OPTIONS'],
  ['*', 'GET, HEAD, POST, DELETE, OPTIONS'],
])('T2: %s tells its methods', async (path, allow) => {
  const { status, headers, text } = await send('OPTIONS', path)
  expect([status, headers['allow'], text]).toEqual([204, allow, ''])
  expect(headers['access-control-allow-methods']).toBeUndefined()
})

test.each([...methods, 'OPTIONS'])('T2: %s finds nothing at an unknown address', async (method) => {
  for (const path of ['/api/v1/nothing', '/api', '/.well-known/none'])
    expect((await send(method, path)).status, path).toBe(404)
})
