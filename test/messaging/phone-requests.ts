import type { RequestedCode } from '@/lib/features/persons/contract'
import { db } from '@/lib/server/db/client'
import type { Handler } from '@/lib/server/http/handler'
import { visitorCookie } from '@/lib/server/identity/visitor'
import type { Problem } from '@/lib/shared/errors'
import { makeVisitor } from '@/prisma/factories/people-factory'

/** What a request carries besides its body. `address` is the client's. */
export type Sent = { cookie?: string; key?: string; link?: string; address?: string }

export type Heard = {
  status: number
  code: string | null
  body: Record<string, unknown>
  cookie: string | null
  retryAfter: string | null
}

/** Sends a request about a phone confirmation to its handler. */
export async function ask(
  handler: Handler,
  path: string,
  body: object,
  { cookie, key, link, address }: Sent & { address: string },
  id = '',
): Promise<Heard> {
  const headers = new Headers({ host: 'localhost', 'content-type': 'application/json' })
  if (cookie) headers.set('cookie', cookie)
  if (key) headers.set('idempotency-key', key)
  headers.set('x-forwarded-for', address)
  if (link) headers.set('x-visit-token', link.replace('/visit/', ''))
  const request = new Request(`http://localhost/api/v1/phone-confirmations${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  const answer = await handler(request, { params: Promise.resolve(id ? { id } : {}) })
  const json = (await answer.json()) as Record<string, unknown>
  return {
    status: answer.status,
    code: answer.ok ? null : (json as Problem).code,
    body: json,
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? null,
    retryAfter: answer.headers.get('retry-after'),
  }
}

/** A visitor with their cookie. */
export function newBrowser() {
  const visitor = makeVisitor()
  return { visitor, sent: { cookie: visitorCookie(visitor.visitorId).split(';')[0] ?? '' } }
}

/** Shifts all earlier requests this many minutes into the past. */
export const later = (minutes: number) => db().$executeRaw`
  UPDATE phone_confirmation SET created_at = created_at - make_interval(mins => ${minutes}::int),
    expires_at = expires_at - make_interval(mins => ${minutes}::int)`

/** The id of the confirmation that was asked for. */
export const idOf = ({ body }: Heard): string => (body as RequestedCode).id
