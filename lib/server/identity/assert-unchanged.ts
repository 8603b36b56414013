import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Tx } from '../db/client'
import type { Staff } from './actor'

/**
 * Makes sure, before rights are given, that whoever asks still has theirs: between the moment in which a request was
 * identified and its transaction a password may have been hashed, and rights taken away or the session ended. Nobody
 * changes them until the commit. Where rows of accounts are locked to be changed, that comes first. Throws `not_signed_in`.
 */
export async function assertActorUnchanged(tx: Tx, { accountId, sessionId, version }: Staff): Promise<void> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    SELECT a.version FROM account AS a JOIN session AS s ON s.account_id = a.id
    WHERE a.id = ${accountId}::uuid AND a.status = 'active' AND s.id = ${sessionId}::uuid AND s.revoked_at IS NULL
    FOR SHARE OF a, s`
  if (rows[0]?.version !== version) throw new AppError('not_signed_in')
}
