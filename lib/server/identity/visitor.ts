import 'server-only'
import { newId } from '@/lib/shared/ids'
import { mark, sameText } from '../crypto'
import type { HeaderReader } from '../http/http-request'
import type { Visitor } from './actor'
import { cookieLine, readCookie } from './cookies'

const year = 365 * 86_400
const tokenForm = /^[A-Za-z0-9_-]{22}$/

/** The visitor id of a signed cookie value, or null when it is absent or forged. Costs no query. */
function visitorIdOf(value: string | null): string | null {
  const [id, signature] = value?.split('.') ?? []
  if (!id || !signature) return null
  return sameText(signature, mark('visitor-cookie', id)) ? id : null
}

/** The visitor who sent a request, new when it has no valid cookie. */
export function visitorOf(headers: HeaderReader): Visitor {
  const known = visitorIdOf(readCookie(headers.get('cookie'), 'dawr_visitor'))
  const token = headers.get('x-visit-token')
  return {
    kind: 'visitor',
    visitorId: known ?? newId(),
    firstContact: known === null,
    visitToken: token && tokenForm.test(token) ? token : null,
  }
}

/** The `Set-Cookie` line that makes a browser this visitor for a year. */
export function visitorCookie(visitorId: string): string {
  return cookieLine('dawr_visitor', `${visitorId}.${mark('visitor-cookie', visitorId)}`, year)
}
