import 'server-only'
import type { HeaderReader } from '@/lib/server/http/http-request'
import { readCookie } from '@/lib/server/identity/cookies'
import { visitorOf } from '@/lib/server/identity/visitor'
import { visitIdsOf } from './get-ticket'

/**
 * Whether a public page would show something personal to the sender of these headers: to staff and devices, recognised by
 * their cookies, and to a visitor who took a ticket within the last day. At most one query.
 */
export async function isPersonal(headers: HeaderReader): Promise<boolean> {
  const cookies = headers.get('cookie')
  if (readCookie(cookies, 'dawr_session') !== null || readCookie(cookies, 'dawr_device') !== null) return true
  const visitor = visitorOf({ get: (name) => (name === 'cookie' ? cookies : null) })
  return !visitor.firstContact && (await visitIdsOf(visitor, new Date())).length > 0
}
