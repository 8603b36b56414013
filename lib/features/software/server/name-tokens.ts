import 'server-only'
import { db } from '@/lib/server/db/client'

type Named = { id: string; name: string }

/** The names of the API tokens among these ids. */
export function nameTokens(ids: string[]): Promise<Named[]> {
  return db().apiToken.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
}

/** The valid tokens of a branch, with those of all branches; every valid token without a branch. By name. */
export function listTokenNames(branchId: string | null, limit: number): Promise<Named[]> {
  return db().apiToken.findMany({
    where: { revokedAt: null, ...(branchId !== null && { OR: [{ branchId }, { branchId: null }] }) },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: limit,
  })
}
