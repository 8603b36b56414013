import 'server-only'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { AuditChange, Origin } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { sha256 } from '@/lib/server/crypto'
import { inTransaction } from '@/lib/server/db/client'
import { withRetry } from '@/lib/server/db/retry'
import type { ApiToken } from '@/lib/server/generated/prisma/client'
import type { Software } from '@/lib/server/identity/actor'
import { accessTokenSeconds, findToken, scopesOf, signAccessToken } from '@/lib/server/identity/software'
import { consume } from '@/lib/server/limits'
import { singleton } from '@/lib/server/singleton'
import { AppError } from '@/lib/shared/errors'
import { readToken } from '../rules'

const [perAddressPerMinute, perTokenPerMinute] = [120, 20]
/** Minimum interval between writes of a token's last use. */
const writeIntervalMs = 60_000
/** Idle time after which a use is recorded in the audit again. */
const auditAfterIdleMs = 3_600_000

/** Compared against when the token is unknown; no text has this hash. */
const decoy = (): Uint8Array => singleton('token-decoy', () => randomBytes(32))

/** The token with this text, if valid. Takes equally long for an unknown id. */
async function find(text: string, address: string, now: Date): Promise<ApiToken> {
  const parts = readToken(text)
  if (parts) await consume('token', perTokenPerMinute, `${parts.id}|${address}`)
  const row = parts && (await findToken(parts.id))
  const isRight = timingSafeEqual(sha256(parts?.secret ?? ''), row?.secretHash ?? decoy())
  if (!row || !isRight || row.expiresAt <= now) throw new AppError('wrong_credentials')
  return row
}

/** Records the use of a token, rarely, because programs exchange every few minutes. */
async function noteUse(token: ApiToken, origin: Origin, now: Date): Promise<void> {
  const { id, name, branchId, expiresAt, lastUsedAt } = token
  const idleMs = lastUsedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - lastUsedAt.getTime()
  if (idleMs < writeIntervalMs) return
  await withRetry(() =>
    inTransaction(async (tx) => {
      // Of several concurrent exchanges, one matches the old value.
      const { count } = await tx.apiToken.updateMany({ where: { id, lastUsedAt }, data: { lastUsedAt: now } })
      if (count === 0 || idleMs < auditAfterIdleMs) return
      const scopes = scopesOf(token.scopes)
      const actor: Software = { kind: 'software', tokenId: id, name, scopes, branchId, expiresAt }
      const change: AuditChange = { action: 'api_token.use', subject: { type: 'api_token', id } }
      await closeTransaction(tx, { branchId, events: [], audit: [{ ...change, actor, origin, at: now }] })
    }),
  )
}

/**
 * Exchanges a token for a Bearer token of ten minutes. Attempts are counted by address, and by token and address, before
 * any check. Throws `too_many_requests`, and `wrong_credentials` for an unknown, revoked or expired token alike.
 */
export async function exchangeToken(
  text: string,
  from: { address: string; origin: Origin },
  now: Date,
): Promise<{ accessToken: string; tokenType: 'Bearer'; expiresIn: number }> {
  await consume('token-address', perAddressPerMinute, from.address)
  const token = await find(text, from.address, now)
  await noteUse(token, from.origin, now)
  const left = Math.floor((token.expiresAt.getTime() - now.getTime()) / 1_000)
  const accessToken = await signAccessToken(token.id, now)
  return { accessToken, tokenType: 'Bearer', expiresIn: Math.min(accessTokenSeconds, left) }
}
