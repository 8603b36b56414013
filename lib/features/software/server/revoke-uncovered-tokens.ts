import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { RoleHeld } from '@/lib/server/identity/actor'
import { coversToken, scopesOf, softwareKey } from '@/lib/server/identity/software'

type Revoked = {
  /** For the audit entry of the account; empty when no token was revoked. */
  after: { tokensRevoked?: string[] }
  invalidated: string[]
}

/**
 * Revokes API tokens of the account that its roles no longer cover (all of them without roles), so that a token cannot
 * outlive its creator's permissions. The account's row must be locked, so that no token is created in the meantime.
 */
export async function revokeUncoveredTokens(
  tx: Tx,
  { accountId, roles }: { accountId: string; roles: readonly RoleHeld[] },
  now: Date,
): Promise<Revoked> {
  const tokens = await tx.apiToken.findMany({ where: { createdById: accountId, revokedAt: null } })
  const uncovered = tokens.filter(
    ({ scopes, branchId }) => !coversToken({ kind: 'staff', roles }, { scopes: scopesOf(scopes), branchId }),
  )
  const revoked = await tx.apiToken.updateManyAndReturn({
    where: { id: { in: uncovered.map((it) => it.id) }, revokedAt: null },
    data: { revokedAt: now },
    select: { id: true },
  })
  const ids = revoked.map((it) => it.id)
  return { after: ids.length > 0 ? { tokensRevoked: ids } : {}, invalidated: ids.map(softwareKey) }
}
