import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { RoleHeld } from '@/lib/server/identity/actor'
import { mayAnswerFor, scopesOf, softwareKey } from '@/lib/server/identity/software'

type Revoked = {
  /** For the history of what was done to the account; nothing where nothing was revoked. */
  after: { tokensRevoked?: string[] }
  forget: string[]
}

/**
 * Revokes the tokens of programs that somebody made and whose rights these roles do not cover, without roles every one:
 * what they made must not be their way back in. The row of the account must be locked, so that none is made meanwhile.
 */
export async function revokeUncoveredTokens(
  tx: Tx,
  { accountId, roles }: { accountId: string; roles: readonly RoleHeld[] },
  now: Date,
): Promise<Revoked> {
  const tokens = await tx.apiToken.findMany({ where: { createdById: accountId, revokedAt: null } })
  const uncovered = tokens.filter(
    ({ scopes, branchId }) => !mayAnswerFor({ kind: 'staff', roles }, { scopes: scopesOf(scopes), branchId }),
  )
  const revoked = await tx.apiToken.updateManyAndReturn({
    where: { id: { in: uncovered.map((it) => it.id) }, revokedAt: null },
    data: { revokedAt: now },
    select: { id: true },
  })
  const ids = revoked.map((it) => it.id)
  return { after: ids.length > 0 ? { tokensRevoked: ids } : {}, forget: ids.map(softwareKey) }
}
