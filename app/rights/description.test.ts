import { describe, expect, test } from 'vitest'
import { describeApi } from '@/lib/server/http/openapi/describe-api'
import { errorStatus } from '@/lib/shared/errors'
import { contractGroups, contracts } from './contracts'

type Schema = {
  $ref?: string
  type?: string
  description?: string
  examples?: unknown[]
  enum?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
}
type Media = { schema: Schema; example?: unknown; examples?: Record<string, { $ref: string }> }
type Answer = { description: string; headers: Record<string, { $ref: string }>; content?: Record<string, Media> }
type Parameter = {
  $ref?: string
  name?: string
  in?: string
  required?: boolean
  deprecated?: boolean
  description?: string
  example?: unknown
}
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, Answer & { $ref?: string }>
}
type Document = {
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, Answer>
    parameters: Record<string, Parameter>
    examples: Record<string, { value: { code: string; status: number } }>
    headers: Record<string, unknown>
    securitySchemes: Record<string, { name?: string }>
  }
}

const describedWith = (prefix: string): Document =>
  describeApi(contractGroups, (name) => `${prefix}${name}`) as unknown as Document
const document = describedWith('')
const text = JSON.stringify(document)
const { components } = document
/** The example of an answer: its own, or that of the named schema. */
const exampleIn = (it: Media | undefined): unknown =>
  it?.example ?? components.schemas[it?.schema.$ref?.split('/').at(-1) ?? '']?.examples?.[0]
const operations = new Map(
  Object.values(document.paths).flatMap((methods) => Object.values(methods).map((it) => [it.operationId, it] as const)),
)
const operationOf = (name: string): Operation => {
  const it = operations.get(name)
  if (!it) throw new Error(`${name} is missing`)
  return it
}
const answerOf = (it: Operation, status: number): Answer => {
  const { $ref, ...inline } = it.responses[status] ?? {}
  return $ref ? (components.responses[$ref.split('/').at(-1) ?? ''] as Answer) : (inline as Answer)
}
const codesOf = (it: Operation, status: number): string[] =>
  answerOf(it, status).content?.['application/problem+json']?.schema.allOf?.[1]?.properties?.['code']?.enum ?? []
const successOf = ({ responses }: Operation): [string, Answer][] =>
  Object.entries(responses).filter(([status]) => status.startsWith('2'))

/** Every property of a schema that has neither a description nor a named schema, by its path. */
function undescribed(it: Schema, path: string): string[] {
  const own = Object.entries(it.properties ?? {}).flatMap(([name, one]) => [
    ...(one.description === undefined && one.$ref === undefined ? [`${path}.${name}`] : []),
    ...undescribed(one, `${path}.${name}`),
  ])
  return [...own, ...(it.items ? undescribed(it.items, `${path}[]`) : [])]
}

/** References that lead nowhere. */
function broken(): string[] {
  const pointers = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, it = '']) => it)
  const at = (pointer: string): unknown =>
    pointer.split('/').reduce<unknown>((all, key) => (all as Record<string, unknown> | undefined)?.[key], document)
  return [...new Set(pointers)].filter((it) => at(it) === undefined)
}

describe('the description of the API', () => {
  test('has a named component for what several endpoints answer, and no broken reference', () => {
    for (const name of ['Ticket', 'LineTicket', 'QueueState', 'Session', 'StaffAccount', 'Person', 'Device', 'Problem'])
      expect(components.schemas, name).toHaveProperty(name)
    const { schema } = answerOf(operationOf('joinQueue'), 201).content?.['application/json'] ?? {}
    expect(schema).toEqual({ $ref: '#/components/schemas/Ticket' })
    expect(broken()).toEqual([])
  })
  test('contains the schema of problems once', () => {
    expect(text.match(/"requestId":\{/g)).toHaveLength(2)
    expect(Object.keys(components.schemas['Problem']?.properties ?? {})).toContain('requestId')
  })
  test('stays small: it grows with the number of operations, and no faster', () => {
    expect(text.length / contracts.length).toBeLessThan(4_000)
  })
  test('has tags with a description, and one for each operation', () => {
    const names = document.tags.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, description } of document.tags) expect(description, name).toMatch(/\.$/)
    for (const { operationId, tags } of operations.values()) {
      expect(tags, operationId).toHaveLength(1)
      expect(names, operationId).toContain(tags[0])
    }
  })
  test('describes every schema and every field', () => {
    const faults = Object.entries(components.schemas).flatMap(([name, it]) => [
      ...(it.description === undefined ? [name] : []),
      ...undescribed(it, name),
    ])
    expect(faults).toEqual([])
  })
  test('has an example of every schema', () => {
    const without = Object.entries(components.schemas).filter(([, it]) => it.examples?.length !== 1)
    expect(without.map(([name]) => name)).toEqual([])
  })
  test('names the cookies of the installation', () => {
    const { session, visitor, device } = describedWith('__Host-').components.securitySchemes
    expect([session?.name, visitor?.name, device?.name]).toEqual([
      '__Host-dawr_session',
      '__Host-dawr_visitor',
      '__Host-dawr_device',
    ])
  })
  test('names the header with the secret of a pairing, and the one of a visit', () => {
    expect(operationOf('getPairing').security).toEqual([{ pairing: [] }])
    const { pairing, visit } = components.securitySchemes
    expect([pairing?.name, visit?.name]).toEqual(['X-Pairing-Secret', 'X-Visit-Token'])
  })
  test('names Last-Event-ID at the stream, and the bodies of its events', () => {
    const { parameters } = operationOf('eventStream')
    expect(parameters).toContainEqual({ $ref: '#/components/parameters/lastEventId' })
    expect(components.parameters['lastEventId']?.name).toBe('Last-Event-ID')
    const media = answerOf(operationOf('eventStream'), 200).content?.['text/event-stream']
    for (const name of ['QueueState', 'LineUpdate', 'LinePeople', 'TicketUpdate'])
      expect(JSON.stringify(media)).toContain(`schemas/${name}"`)
  })
  test('names the topics of the stream, and marks the older name of a service as deprecated', () => {
    const asked = operationOf('eventStream').parameters.filter((it) => it.in === 'query')
    expect(asked.map(({ name }) => name)).toEqual([
      'branch',
      'service',
      'clinic',
      'line',
      'ticket',
      'since',
      'lastEventId',
    ])
    expect(asked.filter((it) => it.deprecated).map(({ name }) => name)).toEqual(['clinic'])
  })
  test('says that metrics are text', () => {
    expect(Object.keys(answerOf(operationOf('getMetrics'), 200).content ?? {})).toEqual(['text/plain'])
  })
  test('says that a repeated turn is answered with 200 and the ticket', () => {
    const [again, first] = [200, 201].map((status) => answerOf(operationOf('joinQueue'), status))
    expect(again?.content).toEqual(first?.content)
    expect(again?.description).not.toBe(first?.description)
  })
})

describe.each(contracts)('%s', (name, contract) => {
  const operation = operationOf(name)
  const media = (it: Answer | undefined): Media | undefined => Object.values(it?.content ?? {})[0]

  test('has a title, a description and answers in words', () => {
    expect(operation.summary).toMatch(/^[A-Z][^.]{5,60}$/)
    expect(operation.description).toMatch(/^[A-Z].{10,250}\.$/)
    for (const [, { description }] of successOf(operation)) expect(description).toMatch(/^[A-Z].{8,}\.$/)
  })
  test('says how to authenticate, or that nobody needs to', () => {
    expect(operation.security.length).toBeGreaterThan(0)
    for (const scheme of operation.security.flatMap((it) => Object.keys(it)))
      expect(components.securitySchemes).toHaveProperty(scheme)
  })
  test('has examples that fit: of its parameters, its body and its answer', () => {
    for (const it of operation.parameters.filter(({ $ref }) => $ref === undefined)) {
      expect(it.description, it.name).toBeDefined()
      expect(it.example, it.name).toBeDefined()
    }
    const inPath = operation.parameters.filter((it) => it.in === 'path')
    expect(inPath.map((it) => `{${it.name}}`)).toEqual(contract.endpoint.path.match(/\{\w+\}/g) ?? [])
    expect(inPath.every((it) => it.required)).toBe(true)
    const given = (place: string): object =>
      Object.fromEntries(operation.parameters.filter((it) => it.in === place).map((it) => [it.name, it.example]))
    expect(contract.params.parse(given('path'))).toEqual(given('path'))
    const query = contract.query.safeParse(given('query'))
    expect(query.error?.issues ?? []).toEqual([])
    const { error } = contract.answer.safeParse(exampleIn(media(successOf(operation)[0]?.[1])))
    expect(error?.issues ?? []).toEqual([])
    if (!operation.requestBody) return
    const sent = contract.body.safeParse(media(operation.requestBody as unknown as Answer)?.example)
    expect(sent.error?.issues ?? []).toEqual([])
  })
  test('describes every field that is sent or answered', () => {
    const bodies = [
      ...successOf(operation).map(([, it]) => media(it)),
      operation.requestBody?.content['application/json'],
    ]
    expect(bodies.flatMap((it) => (it ? undescribed(it.schema, name) : []))).toEqual([])
  })
  test('requires the body that it needs', () => {
    const needs = contract.body.type !== 'undefined' && !contract.body.safeParse(undefined).success
    expect(operation.requestBody?.required ?? false).toBe(needs)
  })
  test('lists each code under its status, with an example and a meaning, 405 and 500 included', () => {
    for (const code of [...contract.errors, 'method_not_allowed', 'internal', 'invalid_input'] as const) {
      expect(codesOf(operation, errorStatus[code])).toContain(code)
      expect(answerOf(operation, errorStatus[code]).description).toContain(`\`${code}\`: `)
      expect(components.examples[code]?.value).toMatchObject({ code, status: errorStatus[code] })
    }
  })
  test('names the headers of its answers', () => {
    const headersAt = (status: number): string[] => Object.keys(answerOf(operation, status).headers)
    const status = contract.status ?? 200
    expect(headersAt(status)).toEqual(expect.arrayContaining(['X-Request-Id', ...(contract.sends ?? [])]))
    if (contract.revalidates) {
      for (const one of [status, 304]) expect(headersAt(one)).toContain('ETag')
      expect(operation.parameters).toContainEqual({ $ref: '#/components/parameters/ifNoneMatch' })
      expect(components.parameters['ifNoneMatch']?.name).toBe('If-None-Match')
    }
    expect(headersAt(405)).toContain('Allow')
    if (operation.responses['401']) expect(headersAt(401)).toContain('WWW-Authenticate')
    expect(headersAt(503)).toContain('Retry-After')
    if (operation.responses['429'])
      expect([...headersAt(status), ...headersAt(429)]).toEqual(expect.arrayContaining(['RateLimit', 'Retry-After']))
  })
})
