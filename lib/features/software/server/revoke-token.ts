import 'server-only'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import { type Actor, assertStaff, mayIn } from '@/lib/server/identity/actor'
import { softwareKey } from '@/lib/server/identity/software'
import { AppError } from '@/lib/shared/errors'
import type { revokeToken as revokeContract, TokenDto } from '../contract'
import { presentToken, type TokenRow, withCreator } from './present-token'

/** Locks a token that the actor manages. Throws `token_not_found` for any other. */
async function lockToken(tx: Tx, actor: Actor, id: string): Promise<TokenRow> {
  await tx.$queryRaw`SELECT id FROM api_token WHERE id = ${id}::uuid FOR UPDATE`
  const token = await tx.apiToken.findUnique({ where: { id }, include: withCreator })
  if (!token || !mayIn(actor, 'software.manage', token.branchId)) throw new AppError('token_not_found')
  return token
}

/** Revokes a token and the Bearer tokens exchanged for it. Idempotent. Throws `token_not_found`. */
export async function revokeToken(
  tx: Tx,
  { actor, input, now }: Command<CommandInput<typeof revokeContract>>,
): Promise<CommandResult & { answer: TokenDto }> {
  assertStaff(actor)
  const token = await lockToken(tx, actor, input.params.id)
  const { id, branchId, name } = token
  if (token.revokedAt) return { branchId, answer: await presentToken(token, now, tx), audit: [] }
  await tx.apiToken.update({ where: { id }, data: { revokedAt: now } })
  return {
    branchId,
    answer: await presentToken({ ...token, revokedAt: now }, now, tx),
    audit: [{ action: 'api_token.revoke', subject: { type: 'api_token', id }, before: { name } }],
    invalidated: [softwareKey(id)],
  }
}
