import 'server-only'
import { randomBytes } from 'node:crypto'
import { findBranch } from '@/lib/features/branches/server/public'
import type { Command, CommandResult } from '@/lib/server/command'
import { sha256 } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import { assertStaff } from '@/lib/server/identity/actor'
import { assertActorUnchanged } from '@/lib/server/identity/assert-unchanged'
import { coversToken } from '@/lib/server/identity/software'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { createToken as createContract, NewTokenDto } from '../contract'
import { writeToken } from '../rules'
import { presentToken, withCreator } from './present-token'

/**
 * Creates a token with some of the actor's rights. Throws `not_signed_in` when those have changed since the request began,
 * `unknown_branch`, `not_allowed`.
 */
export async function createToken(
  tx: Tx,
  { actor, input, now }: Command<CommandInput<typeof createContract>>,
): Promise<CommandResult & { answer: NewTokenDto }> {
  const { name, scopes, branch: slug, expiresInDays } = input.body
  assertStaff(actor)
  await assertActorUnchanged(tx, actor)
  const branchId = slug === null ? null : (await findBranch(slug, tx)).id
  if (!coversToken(actor, { scopes, branchId })) throw new AppError('not_allowed')
  const [id, secret] = [newId(), randomBytes(32).toString('base64url')]
  const row = await tx.apiToken.create({
    data: {
      id,
      branchId,
      name,
      scopes,
      secretHash: new Uint8Array(sha256(secret)),
      createdById: actor.accountId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + expiresInDays * 86_400_000),
    },
    include: withCreator,
  })
  const after = { name, scopes, branch: slug, expiresInDays }
  return {
    branchId,
    answer: { ...(await presentToken(row, now, tx)), token: writeToken({ id, secret }) },
    status: 201,
    audit: [{ action: 'api_token.create', subject: { type: 'api_token', id }, after }],
  }
}
