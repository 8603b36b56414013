import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { scopesOf } from '@/lib/server/identity/software'
import type { TokenDto } from '../contract'
import { tokenState } from '../rules'

/** The columns read with a token: its creator. */
export const withCreator = { createdBy: { select: { displayName: true } } } as const

/** A token row with its creator. */
export type TokenRow = {
  id: string
  branchId: string | null
  name: string
  scopes: string[]
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  createdBy: { displayName: string }
}

/** A token as managers of software see it, without the secret. */
export async function presentToken(row: TokenRow, now: Date, tx?: Tx): Promise<TokenDto> {
  const { id, name, branchId, createdAt, expiresAt, lastUsedAt, revokedAt } = row
  const times = { expiresAt: expiresAt.getTime(), revokedAt: revokedAt?.getTime() ?? null }
  return {
    id,
    name,
    scopes: scopesOf(row.scopes),
    branch: branchId === null ? null : (await findBranchById(branchId, tx)).slug,
    createdBy: row.createdBy.displayName,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    state: tokenState(times, now.getTime()),
  }
}
