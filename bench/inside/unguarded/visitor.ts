import type { Visitor } from '@/lib/server/identity/actor'
import { readCookie } from '@/lib/server/identity/cookies'

export { visitorCookie } from '@/lib/server/identity/visitor'

/** Accepts the cookie without checking its signature. */
export function visitorOf(headers: Headers): Visitor {
  const [visitorId = ''] = readCookie(headers.get('cookie'), 'dawr_visitor')?.split('.') ?? []
  return { kind: 'visitor', visitorId, firstContact: false, visitToken: null }
}
