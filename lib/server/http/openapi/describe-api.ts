import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { exampleOf } from './examples'
import { answerHeaders } from './headers'
import { operationOf } from './operation'
import { sharedParameters } from './parameters'
import { Problems, problemDto, problemExamples } from './problems'
import { type Json, Schemas, withoutExamples } from './schemas'
import { securitySchemes } from './security'

/** The endpoints of one subject: a tag of the document. */
export type Group = { tag: string; description: string; contracts: readonly (readonly [string, Contract])[] }

/** The schemas of a document, each with one example. */
function componentsOf(schemas: Schemas): Json {
  return Object.fromEntries(
    Object.entries(schemas.components).map(([id, it]) => [
      id,
      { ...(withoutExamples(it) as Json), examples: [exampleOf(schemas, it)] },
    ]),
  )
}

/** The OpenAPI 3.1 description of these endpoints. */
export function describeApi(groups: readonly Group[], cookieName: Parameters<typeof securitySchemes>[0]): Json {
  const shared = { schemas: new Schemas(), problems: new Problems() }
  shared.schemas.of(problemDto, 'output')
  const paths: Record<string, Json> = {}
  for (const { tag, contracts } of groups)
    for (const [name, it] of contracts) {
      const { path, method } = it.endpoint
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(shared, tag, name, it) }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dawr',
      version: '0.1.0',
      description:
        'Queue management for clinics and service branches: take a ticket, follow it, call the next. Times are UTC (RFC 3339). Answers may get new fields: ignore those you do not know. Refusals are `Problem` documents; branch on their `code`.',
      contact: { name: 'The operator of this installation' },
      license: { name: 'All rights reserved', identifier: 'LicenseRef-All-Rights-Reserved' },
    },
    servers: [{ url: '/', description: 'This installation.' }],
    tags: groups.map(({ tag: name, description }) => ({ name, description })),
    paths,
    components: {
      schemas: componentsOf(shared.schemas),
      responses: shared.problems.components,
      parameters: sharedParameters,
      examples: problemExamples([...shared.problems.used]),
      headers: answerHeaders,
      securitySchemes: securitySchemes(cookieName),
    },
  }
}
