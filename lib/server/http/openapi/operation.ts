import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { isMetered } from '../count'
import { exampleOf } from './examples'
import { generalErrors } from './general-errors'
import { type AnswerHeader, headersNamed } from './headers'
import { parametersOf } from './parameters'
import type { Problems } from './problems'
import { type Json, type Schemas, withoutExamples } from './schemas'
import { securityOf } from './security'

/** What the operations of a document share. */
export type Shared = { schemas: Schemas; problems: Problems }

/** The example of an answer; none where it would repeat that of the named schema. */
function answerExample({ schemas }: Shared, it: Contract, schema: Json): Json {
  if (it.example) return { example: { ...(exampleOf(schemas, schema) as Json), ...it.example } }
  return '$ref' in schema ? {} : { example: exampleOf(schemas, schema) }
}

/** The bodies of the events in a stream. */
function eventsOf({ schemas }: Shared, { events }: Contract): Json {
  if (!events) return {}
  const anyOf = events.map((it) => schemas.of(it, 'output'))
  return { contentMediaType: 'application/json', contentSchema: { anyOf } }
}

function successOf(shared: Shared, it: Contract): Json {
  const schema = shared.schemas.of(it.answer, 'output')
  const always: AnswerHeader[] = [
    'X-Request-Id',
    ...(isMetered(it) ? (['RateLimit-Policy', 'RateLimit'] as const) : []),
  ]
  const headers = headersNamed([...always, ...(it.revalidates ? (['ETag'] as const) : []), ...(it.sends ?? [])])
  const content = {
    [it.contentType ?? 'application/json']: {
      schema: { ...(withoutExamples(schema) as Json), ...eventsOf(shared, it) },
      ...answerExample(shared, it, schema),
    },
  }
  return {
    ...(it.already !== undefined && { 200: { description: it.already, headers, content } }),
    [it.status ?? 200]: { description: it.returns, headers, content },
    ...(it.revalidates && { 304: { description: 'Nothing has changed since the answer with this `ETag`.', headers } }),
  }
}

function bodyOf({ schemas }: Shared, { body }: Contract): Json {
  if (body.type === 'undefined') return {}
  const schema = schemas.of(body, 'input')
  const required = !body.safeParse(undefined).success
  const example = exampleOf(schemas, schema)
  return {
    requestBody: { required, content: { 'application/json': { schema: withoutExamples(schema), example } } },
  }
}

/** An endpoint as an operation of the document. */
export function operationOf(shared: Shared, tag: string, name: string, it: Contract): Json {
  const errors = [...generalErrors(it), ...it.errors, 'method_not_allowed', 'internal'] as const
  return {
    operationId: name,
    tags: [tag],
    summary: it.summary,
    description: it.description,
    security: securityOf(it),
    parameters: parametersOf(shared.schemas, it),
    ...bodyOf(shared, it),
    responses: { ...successOf(shared, it), ...shared.problems.responses(errors) },
  }
}
