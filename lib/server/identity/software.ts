import 'server-only'
import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '@/lib/shared/errors'
import { type Permission, softwareScopes } from '@/lib/shared/permissions'
import { keyFor } from '../crypto'
import { db } from '../db/client'
import type { ApiToken } from '../generated/prisma/client'
import type { HeaderReader } from '../http/http-request'
import { type Holder, mayIn, rolesHeld, type Software } from './actor'
import { remembered } from './credential-cache'

/** How long an access token lasts, seconds. */
export const accessTokenSeconds = 600
const [algorithm, audience, issuer] = ['HS256', 'dawr-api', 'dawr']

const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Remembered = { name: string; scopes: readonly string[]; branchId: string | null; expiresAt: number }

/** The scopes of a token that still exist: stored scopes that were removed since are ignored. */
export const scopesOf = (stored: readonly string[]): Permission[] => softwareScopes.filter((it) => stored.includes(it))

/** Whether a holder may create a token and keep it valid: needs `software.manage` and every scope of the token. */
export function coversToken(holder: Holder, { scopes, branchId }: Pick<Software, 'scopes' | 'branchId'>): boolean {
  return (['software.manage', ...scopes] as const).every((it) => mayIn(holder, it, branchId))
}

/** The key of a token in the credential cache. */
export const softwareKey = (tokenId: string): string => `token:${tokenId}`

/** A token that is not revoked and whose creator still holds the rights for it; else null. */
export async function findToken(id: string): Promise<ApiToken | null> {
  const maker = { select: { status: true, roles: { select: { role: true, branchId: true } } } } as const
  const found = await db().apiToken.findUnique({ where: { id, revokedAt: null }, include: { createdBy: maker } })
  if (!found) return null
  const { createdBy, ...token } = found
  const asked = { scopes: scopesOf(token.scopes), branchId: token.branchId }
  return createdBy.status === 'active' && coversToken({ kind: 'staff', roles: rolesHeld(createdBy.roles) }, asked)
    ? token
    : null
}

async function load(id: string): Promise<Remembered | null> {
  const token = await findToken(id)
  return (
    token && { name: token.name, scopes: token.scopes, branchId: token.branchId, expiresAt: token.expiresAt.getTime() }
  )
}

/** A short-lived Bearer token (RFC 6750, RFC 7519) for a program whose own token was checked. */
export function signAccessToken(tokenId: string, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1_000)
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm })
    .setSubject(tokenId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessTokenSeconds)
    .sign(keyFor('access-token'))
}

async function verified(jwt: string, now: Date): Promise<{ id: string; expiresAt: Date } | null> {
  try {
    const options = { algorithms: [algorithm], audience, issuer, currentDate: now, requiredClaims: ['sub', 'exp'] }
    const { payload } = await jwtVerify(jwt, keyFor('access-token'), options)
    const { sub, exp } = payload
    return sub && idForm.test(sub) && exp ? { id: sub, expiresAt: new Date(exp * 1_000) } : null
  } catch {
    return null
  }
}

/**
 * The program behind an `Authorization: Bearer` header, or null without one. Verifies signature, times and audience, and
 * that the token behind it is still valid. Throws `not_signed_in` otherwise.
 */
export async function softwareOf(headers: HeaderReader, now: Date): Promise<Software | null> {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer === undefined) return null
  const claim = await verified(bearer, now)
  const token = claim && (await remembered(softwareKey(claim.id), () => load(claim.id)))
  if (!token || token.expiresAt <= now.getTime()) throw new AppError('not_signed_in')
  const { name, branchId } = token
  const expiresAt = new Date(Math.min(claim.expiresAt.getTime(), token.expiresAt))
  return { kind: 'software', tokenId: claim.id, name, scopes: scopesOf(token.scopes), branchId, expiresAt }
}
