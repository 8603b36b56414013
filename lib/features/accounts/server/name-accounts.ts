import 'server-only'
import { db } from '@/lib/server/db/client'

type Named = { id: string; name: string }

const named = (rows: readonly { id: string; displayName: string }[]): Named[] =>
  rows.map(({ id, displayName }) => ({ id, name: displayName }))

/** The display names of the accounts among these ids. */
export async function nameAccounts(ids: string[]): Promise<Named[]> {
  return named(await db().account.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } }))
}

/** The accounts with a role in a branch or in all branches, by display name; with any role without a branch. */
export async function listAccountNames(branchId: string | null, limit: number): Promise<Named[]> {
  return named(
    await db().account.findMany({
      where: { roles: { some: branchId === null ? {} : { OR: [{ branchId }, { branchId: null }] } } },
      select: { id: true, displayName: true },
      orderBy: { displayName: 'asc' },
      take: limit,
    }),
  )
}
