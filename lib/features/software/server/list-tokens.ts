import 'server-only'
import { db } from '@/lib/server/db/client'
import { type Actor, branchesWhere } from '@/lib/server/identity/actor'
import type { TokenDto } from '../contract'
import { presentToken, withCreator } from './present-token'

/** A page of the tokens that the actor manages, newest first, and the names of their creators. One query for each. */
export async function listTokens(
  actor: Actor,
  { before, limit }: { before?: string | undefined; limit: number },
  now: Date,
): Promise<{ tokens: TokenDto[]; next: string | null }> {
  const scope = branchesWhere(actor, 'software.manage')
  const rows = await db().apiToken.findMany({
    where: {
      ...(scope !== 'all' && { branchId: { in: [...scope] } }),
      ...(before !== undefined && { id: { lt: before } }),
    },
    include: withCreator,
    // Ids are UUIDv7: ordered by time.
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const tokens = await Promise.all(rows.slice(0, limit).map((row) => presentToken(row, now)))
  return { tokens, next: rows.length > limit ? (tokens.at(-1)?.id ?? null) : null }
}
