import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { exampleOf } from './examples'
import { type Json, type Schemas, withoutExamples } from './schemas'

/** Parameters that many operations have, by their name in the document. */
export const sharedParameters = {
  idempotencyKey: {
    ...{ name: 'Idempotency-Key', in: 'header', required: false },
    description:
      'New and random for what a person does once, and the same for every repeat, which then gets the same answer. A UUID or alike: without a cookie, session or token at least 22 characters.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]{1,200}$' },
    example: '8b1f6c0e-5d1c-4f0a-9a37-2f6f4f0c7d52',
  },
  ifNoneMatch: {
    ...{ name: 'If-None-Match', in: 'header', required: false },
    description: 'The `ETag` of an earlier answer: while nothing has changed, the answer is 304 without a body.',
    schema: { type: 'string' },
    example: '"Zk1bXo0uVnG7Vw0vJt3c5A"',
  },
  lastEventId: {
    ...{ name: 'Last-Event-ID', in: 'header', required: false },
    description:
      'The `id` of the last event received; browsers send it by themselves. Like `since`, which it overrides.',
    schema: { type: 'string', maxLength: 60 },
    example: 'e01529c48d1a.3880',
  },
} as const satisfies Record<string, Json>

const shared = (name: keyof typeof sharedParameters): Json => ({ $ref: `#/components/parameters/${name}` })

function parametersIn(schemas: Schemas, place: 'path' | 'query', it: Json): Json[] {
  const required = new Set((it['required'] as string[] | undefined) ?? [])
  return Object.entries((it['properties'] ?? {}) as Record<string, Json>).map(([name, all]) => {
    const { description, deprecated, ...schema } = withoutExamples(all) as Json
    const said = description ?? schemas.resolve(all)['description']
    return {
      ...{ name, in: place, required: place === 'path' || required.has(name), description: said },
      ...(deprecated !== undefined && { deprecated }),
      schema,
      example: exampleOf(schemas, all),
    }
  })
}

/** The parameters of an operation: of its path, its query, and the headers that its method and use have. */
export function parametersOf(schemas: Schemas, it: Contract): Json[] {
  const isRead = it.endpoint.method === 'GET'
  return [
    ...parametersIn(schemas, 'path', schemas.of(it.params, 'input')),
    ...parametersIn(schemas, 'query', schemas.of(it.query, 'input')),
    ...(isRead ? [] : [shared('idempotencyKey')]),
    ...(it.revalidates ? [shared('ifNoneMatch')] : []),
    ...(it.contentType === 'text/event-stream' ? [shared('lastEventId')] : []),
  ]
}
