import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Tx } from '../db/client'
import type { Staff } from './actor'

/**
 * Makes sure, before rights are given, that whoever asks still has theirs: between the moment in which a request was
 * identified and its transaction a password may have been hashed, and rights taken away. Nobody changes them until the
 * commit. Where rows of accounts are locked to be changed, that comes first. Throws `not_signed_in`.
 */
export async function assertStillSo(tx: Tx, { accountId, version }: Staff): Promise<void> {
  const [row] = await tx.$queryRaw<{ status: string; version: number }[]>`
    SELECT status, version FROM account WHERE id = ${accountId}::uuid FOR SHARE`
  if (row?.status !== 'active' || row.version !== version) throw new AppError('not_signed_in')
}
