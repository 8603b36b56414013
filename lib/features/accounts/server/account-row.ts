import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/generated/prisma/client'

/** Locks the rows of accounts until the commit, in one order, so that no two who want the same rows wait for each other. */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

/** An account with its row locked until the commit, or null: what was looked at before the lock must be looked at again. */
export async function lockAccount(tx: Tx, id: string): Promise<Account | null> {
  await lockAccounts(tx, [id])
  return tx.account.findUnique({ where: { id } })
}
