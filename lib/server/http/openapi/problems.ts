import 'server-only'
import { z } from 'zod'
import { AppError, type ErrorCode, type ErrorDetails, errorStatus, type FieldError } from '@/lib/shared/errors'
import { problemOf } from '../problem'
import { errorMeanings } from './error-meanings'
import { type AnswerHeader, headersNamed } from './headers'
import type { Json } from './schemas'

const codes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]

/** The body of every refusal. */
export const problemDto = z
  .object({
    type: z.string().meta({ description: 'The code as a URN.', examples: ['urn:dawr:problem:queue_empty'] }),
    title: z.string().meta({ description: 'The code in words, for developers.', examples: ['queue empty'] }),
    status: z
      .number()
      .int()
      .meta({ description: 'The status of the answer.', examples: [409] }),
    code: z.enum(codes).meta({
      id: 'ErrorCode',
      description: 'What went wrong, for programs to branch on.',
      examples: ['queue_empty'],
    }),
    requestId: z.string().meta({
      description: 'The id of the request, which the log has too.',
      examples: ['01a201db-1a42-7c3e-9b54-6f0d2c8e7a10'],
    }),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Data about the error, by code: the newer version, the seconds to wait, the ticket in the way.'),
    fields: z
      .array(
        z.object({
          path: z.string().describe('The rejected field, such as `branch.timeZone`.'),
          reason: z.string().describe('Why it is rejected, such as `unknown_field` or `too_small`.'),
        }),
      )
      .optional()
      .describe('The rejected fields, with `invalid_input`; at most 20.'),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused (RFC 9457).' })

const exampleDetails: Partial<Record<ErrorCode, ErrorDetails>> = {
  too_many_requests: { retryAfterSeconds: 3 },
  unavailable: { retryAfterSeconds: 2 },
  body_too_large: { limitBytes: 65_536 },
  method_not_allowed: { allow: 'GET, HEAD, OPTIONS' },
  stale_version: { version: 4 },
  switched_off: { flag: 'phone_turns' },
}
const exampleFields: Partial<Record<ErrorCode, FieldError[]>> = {
  invalid_input: [{ path: 'colour', reason: 'unknown_field' }],
}
const requestId = '01a201db-1a42-7c3e-9b54-6f0d2c8e7a10'

/** An example of each of these errors, by code. */
export function problemExamples(used: readonly ErrorCode[]): Json {
  return Object.fromEntries(
    used.map((code) => {
      const value = problemOf(new AppError(code, exampleDetails[code], exampleFields[code]), requestId)
      return [code, { summary: errorMeanings[code], value }]
    }),
  )
}

const headersOf: Partial<Record<number, AnswerHeader[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

function problemResponse(status: number, used: readonly ErrorCode[]): Json {
  const narrowed = {
    type: 'object',
    required: ['status', 'code'],
    properties: { status: { const: status }, code: { type: 'string', enum: used } },
  }
  return {
    description: used.map((code) => `* \`${code}\`: ${errorMeanings[code]}`).join('\n'),
    headers: headersNamed(['X-Request-Id', 'RateLimit-Policy', 'RateLimit', ...(headersOf[status] ?? [])]),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, narrowed] },
        examples: Object.fromEntries(used.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  }
}

/** The refusals of a document. Operations with the same codes for a status share one component, named by the codes. */
export class Problems {
  readonly components: Record<string, Json> = {}
  readonly used = new Set<ErrorCode>()

  /** The responses of an operation that may be refused with these codes. */
  responses(all: Iterable<ErrorCode>): Json {
    const byStatus = new Map<number, ErrorCode[]>()
    for (const code of [...new Set(all)].sort()) {
      this.used.add(code)
      byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code])
    }
    return Object.fromEntries([...byStatus].map(([status, some]) => [status, this.reference(status, some)]))
  }

  private reference(status: number, some: readonly ErrorCode[]): Json {
    const name = some.join('.')
    this.components[name] ??= problemResponse(status, some)
    return { $ref: `#/components/responses/${name}` }
  }
}
