import 'server-only'
import { type AppError, type ErrorCode, errorStatus, type Problem } from '@/lib/shared/errors'
import { dataPolicy } from '@/lib/shared/security-headers'
import { quotaHeaders } from './quota'
import type { Reply } from './reply'

const titles = new Map<ErrorCode, string>(
  (Object.keys(errorStatus) as ErrorCode[]).map((code) => [code, code.replaceAll('_', ' ')]),
)

/** The body of an error answer: RFC 9457. The title is for developers; people see the translated code. */
export function problemOf(error: AppError, requestId: string): Problem {
  return {
    type: `urn:dawr:problem:${error.code}`,
    title: titles.get(error.code) ?? error.code,
    status: error.status,
    code: error.code,
    requestId,
    ...(Object.keys(error.details).length > 0 && { details: error.details }),
    ...(error.fields.length > 0 && { fields: error.fields }),
  }
}

/** An error as an HTTP answer. */
export function problemReply(error: AppError, requestId: string): Reply {
  const headers = [
    ...['Content-Type', 'application/problem+json'],
    ...['Cache-Control', 'no-store'],
    ...['X-Request-Id', requestId],
    ...['Content-Security-Policy', dataPolicy],
    ...quotaHeaders(),
  ]
  const after = error.details['retryAfterSeconds']
  if (typeof after === 'number') headers.push('Retry-After', String(after))
  // RFC 9110 requires it. Browsers show no dialogue of their own for this scheme.
  if (error.status === 401) headers.push('WWW-Authenticate', 'Bearer realm="Dawr"')
  if (error.code === 'method_not_allowed' && typeof error.details['allow'] === 'string')
    headers.push('Allow', error.details['allow'])
  return { status: error.status, headers, body: JSON.stringify(problemOf(error, requestId)) }
}
