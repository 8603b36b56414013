import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { config } from '../config/config'
import { inRequest } from '../log'
import { handlerOf } from './handler'
import { isOwnHost } from './own-host'
import { problemReply } from './problem'
import { requestIdOf } from './request-id'

/** Computed for every answer: RFC 9116 recommends an expiry of less than a year. */
const goodForDays = 180
const dayMs = 86_400_000

/** The text of security.txt (RFC 9116) on the day of `now`. */
export function securityTextOf(contact: string, publicUrl: string | undefined, now: Date): string {
  const expires = new Date(Math.floor(now.getTime() / dayMs + goodForDays) * dayMs)
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString().replace('.000Z', 'Z')}`,
    'Preferred-Languages: ar, en',
    ...(publicUrl ? [`Canonical: ${publicUrl}/.well-known/security.txt`] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** Answers `/.well-known/security.txt`; 404 where no contact is configured. */
export const securityText = handlerOf(async (request) => {
  const requestId = requestIdOf(request)
  const { securityContact, publicUrl } = config()
  const problem = (code: 'foreign_host' | 'not_found') =>
    inRequest({ requestId }, () => problemReply(new AppError(code), requestId))
  if (!isOwnHost(request.headers.get('host'))) return problem('foreign_host')
  if (!securityContact) return problem('not_found')
  const headers = [
    ...['Content-Type', 'text/plain; charset=utf-8'],
    ...['Cache-Control', 'public, max-age=3600'],
    ...['X-Request-Id', requestId],
  ]
  return { status: 200, headers, body: securityTextOf(securityContact, publicUrl, new Date()) }
})
