import 'server-only'
import { newId } from '@/lib/shared/ids'
import { isFromProxy } from './client-address'
import type { HttpRequest } from './http-request'

const form = /^[A-Za-z0-9._-]{8,64}$/

/** The id that a listed proxy gave the request, if it is a sane one, else a new one: histories keep it, so nobody else chooses it. */
export function requestIdOf(request: Pick<HttpRequest, 'headers' | 'peer'>): string {
  const given = request.headers.get('x-request-id')
  return given && form.test(given) && isFromProxy(request) ? given : newId()
}
