import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import type { Permission } from '@/lib/shared/permissions'

type Wish = { by: string; branch: Pick<BranchRecord, 'id'> | null; scopes?: Permission[] }

/** Creates a program's token for an account, for a branch or for all. Returns its id. */
export async function makeToken({ by, branch, scopes = ['queue.read'] }: Wish): Promise<string> {
  const [id, expiresAt] = [newId(), new Date(Date.now() + 3_600_000)]
  const data = { id, branchId: branch?.id ?? null, name: 'results', scopes, secretHash: new Uint8Array(32), expiresAt }
  await db().apiToken.create({ data: { ...data, createdById: by } })
  return id
}

/** Which of these tokens are revoked. */
export async function revokedOf(ids: readonly string[]): Promise<string[]> {
  const rows = await db().apiToken.findMany({ where: { id: { in: [...ids] }, revokedAt: { not: null } } })
  return ids.filter((id) => rows.some((row) => row.id === id))
}
