import type { ErrorCode, FieldError, Problem } from '@/lib/shared/errors'

/** `network`: no answer arrived, so it is unknown whether the server acted; retrying with the same key is safe. */
export type ApiErrorCode = ErrorCode | 'network'

/** The only error that `request` throws. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    readonly status: number,
    readonly details: Record<string, unknown> = {},
    readonly fields: readonly FieldError[] = [],
    readonly requestId: string | null = null,
  ) {
    super(code)
    this.name = 'ApiError'
  }
}

/** Parses a problem document; a proxy's own error page (no document) becomes a code by its status. */
export function errorOf(status: number, body: unknown): ApiError {
  if (isProblem(body)) return new ApiError(body.code, status, body.details, body.fields, body.requestId)
  if (status === 429) return new ApiError('too_many_requests', status)
  return new ApiError(status >= 502 && status <= 504 ? 'unavailable' : 'internal', status)
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
}
