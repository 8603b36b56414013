import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Tx } from '../db/client'
import type { Staff } from './actor'

/**
 * Checks inside a transaction that the actor's permissions have not changed since the request was identified: hashing a
 * password takes time, during which a session may end. Locks them until the commit. Account rows that the transaction
 * changes must be locked before. Throws `not_signed_in`.
 */
export async function assertActorUnchanged(tx: Tx, { accountId, sessionId, version }: Staff): Promise<void> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    SELECT a.version FROM account AS a JOIN session AS s ON s.account_id = a.id
    WHERE a.id = ${accountId}::uuid AND a.status = 'active' AND s.id = ${sessionId}::uuid AND s.revoked_at IS NULL
    FOR SHARE OF a, s`
  if (rows[0]?.version !== version) throw new AppError('not_signed_in')
}
