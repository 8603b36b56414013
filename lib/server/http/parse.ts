import 'server-only'
import type { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { AppError, type FieldError } from '@/lib/shared/errors'
import { keyedHash } from '../crypto'
import type { HttpRequest } from './http-request'
import { jsonOf } from './read-body'

const keyForm = /^[\x21-\x7e]{1,200}$/
const mostFieldErrors = 20

/** The checked values of a request. */
export type Parsed<C extends Contract> = {
  params: z.output<C['params']>
  query: z.output<C['query']>
  input: z.output<C['body']>
  /** The `Idempotency-Key`, and a keyed hash of the request that it was sent with. */
  key: string | null
  fingerprint: Buffer
}

function fieldErrors(issues: readonly z.core.$ZodIssue[], where: string): FieldError[] {
  return issues.flatMap((issue) => {
    const path = [where, ...issue.path.map(String)].filter(Boolean).join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, reason: 'unknown_field' }))
    return [{ path, reason: issue.code === 'custom' ? issue.message : issue.code }]
  })
}

function parsePart<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', {}, fieldErrors(parsed.error.issues, where).slice(0, mostFieldErrors))
}

/** PostgreSQL text cannot contain NUL, which an address can only spell as `%00`. Bodies are checked by `jsonOf`. */
function assertNoNul(url: string): void {
  if (url.includes('%00')) throw new AppError('invalid_input', {}, [{ path: '', reason: 'unsafe_characters' }])
}

/** Query parameters of a URL as an object; a repeated one becomes a list. */
function queryOf(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  const start = url.indexOf('?')
  if (start < 0) return query
  const given = new URLSearchParams(url.slice(start + 1))
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name)
    query[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return query
}

function keyOf(request: HttpRequest): string | null {
  const key = request.headers.get('idempotency-key')
  if (key !== null && !keyForm.test(key))
    throw new AppError('invalid_input', {}, [{ path: 'Idempotency-Key', reason: 'invalid_format' }])
  return key
}

/** Parses path, query and body by the contract. Throws `invalid_input`, `invalid_json`, `wrong_content_type`. */
export function parse<C extends Contract>(
  contract: C,
  request: HttpRequest,
  rawParams: unknown,
  sent: Uint8Array,
): Parsed<C> {
  const body = jsonOf(request, sent)
  const key = contract.endpoint.method === 'GET' ? null : keyOf(request)
  const query = queryOf(request.url)
  assertNoNul(request.url)
  return {
    params: parsePart<C['params']>(contract.params, rawParams, ''),
    query: parsePart<C['query']>(contract.query, query, ''),
    input: parsePart<C['body']>(contract.body, body.value, ''),
    key,
    fingerprint:
      key === null
        ? Buffer.alloc(0)
        : // Keyed, because a plain hash of a body with a phone number can be reversed by trying all numbers.
          keyedHash('request', `${request.method} ${new URL(request.url).pathname}\n${body.text}`),
  }
}
