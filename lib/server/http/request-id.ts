import 'server-only'
import { newId } from '@/lib/shared/ids'
import { isFromProxy } from './client-address'
import type { HttpRequest } from './http-request'

const form = /^[A-Za-z0-9._-]{8,64}$/

/**
 * The request id set by a listed proxy, if well formed, otherwise a new one. The audit stores it, so clients cannot
 * choose it.
 */
export function requestIdOf(request: Pick<HttpRequest, 'headers' | 'peer'>): string {
  const given = request.headers.get('x-request-id')
  return given && form.test(given) && isFromProxy(request) ? given : newId()
}
