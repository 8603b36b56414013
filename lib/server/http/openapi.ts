import 'server-only'
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { type ErrorCode, errorStatus } from '@/lib/shared/errors'
import { isMetered } from './count'

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  requestId: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
  fields: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
})

/** The errors that an endpoint may return because of its method and access. */
export function generalErrors(it: Contract): ErrorCode[] {
  const isRead = it.endpoint.method === 'GET'
  return [
    ...(it.anyHost ? [] : (['foreign_host'] as const)),
    'invalid_input',
    'unavailable',
    // An invalid Bearer token is refused even where no sign-in is needed.
    ...(isMetered(it) ? (['too_many_requests', 'not_signed_in'] as const) : []),
    ...(isRead ? [] : (['invalid_json', 'foreign_origin', 'body_too_large', 'wrong_content_type'] as const)),
    ...(isRead ? [] : (['idempotency_key_reused', 'idempotency_key_of_another', 'conflict'] as const)),
    ...(it.access === 'public' || it.access === 'visitor' ? [] : (['not_allowed'] as const)),
    ...(['public', 'paired_device', 'signed_in'].includes(it.access) ? [] : (['password_change_required'] as const)),
  ]
}

function errorResponses(it: Contract) {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of new Set([...generalErrors(it), ...it.errors])) {
    const status = errorStatus[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

/** The accepted ways to authenticate; any one of them is enough. */
function securityOf({ access }: Contract): Record<string, string[]>[] {
  if (access === 'visitor')
    return [{ visitor: [] }, { visit: [] }, {}, { session: [] }, { program: [] }, { device: [] }]
  if (access === 'paired_device') return [{ device: [] }]
  return access === 'signed_in' ? [{ session: [] }] : [{ session: [] }, { program: [] }]
}

const key = z.string().min(1).max(200).optional().meta({
  description:
    'New and random for what a person does once, the same for every repeat. Without a cookie: a UUID or alike',
  example: '8b1f6c0e-5d1c-4f0a-9a37-2f6f4f0c7d52',
})
const tag = z.string().optional()

function headersOf({ endpoint, revalidates }: Contract) {
  if (endpoint.method !== 'GET') return { headers: z.object({ 'Idempotency-Key': key }) }
  return revalidates ? { headers: z.object({ 'If-None-Match': tag }) } : {}
}

const tagHeader = {
  ETag: { description: 'Changes with every byte of the answer', schema: { type: 'string' } },
} as const

function successOf(name: string, it: Contract) {
  const type = name === 'eventStream' ? 'text/event-stream' : 'application/json'
  const headers = it.revalidates ? { headers: tagHeader } : {}
  const success = { description: 'Done', ...headers, content: { [type]: { schema: it.answer } } }
  const unchanged = { description: 'Not modified since the answer with this `If-None-Match`', ...headers }
  return { [it.status ?? 200]: success, ...(it.revalidates && { 304: unchanged }) }
}

function register(registry: OpenAPIRegistry, name: string, it: Contract): void {
  const { method, path } = it.endpoint
  registry.registerPath({
    operationId: name,
    method: method.toLowerCase() as 'get' | 'post' | 'delete',
    path,
    summary: it.summary,
    ...(it.access !== 'public' && { security: securityOf(it) }),
    request: {
      params: it.params as z.ZodObject,
      query: it.query as z.ZodObject,
      ...headersOf(it),
      ...(it.body.type !== 'undefined' && { body: { content: { 'application/json': { schema: it.body } } } }),
    },
    responses: {
      ...successOf(name, it),
      ...errorResponses(it),
    },
  })
}

/** The OpenAPI 3.1 description of these contracts. */
export function describeApi(contracts: readonly (readonly [string, Contract])[]) {
  const registry = new OpenAPIRegistry()
  const cookie = (name: string) => ({ type: 'apiKey', in: 'cookie', name }) as const
  registry.registerComponent('securitySchemes', 'session', cookie('dawr_session'))
  registry.registerComponent('securitySchemes', 'visitor', cookie('dawr_visitor'))
  registry.registerComponent('securitySchemes', 'device', cookie('dawr_device'))
  registry.registerComponent('securitySchemes', 'program', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
  registry.registerComponent('securitySchemes', 'visit', { type: 'apiKey', in: 'header', name: 'X-Visit-Token' })
  for (const [name, it] of contracts) register(registry, name, it)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Dawr',
      version: '0.1.0',
      description: 'Queue management for clinics and service branches.',
    },
    servers: [{ url: '/' }],
  })
}
