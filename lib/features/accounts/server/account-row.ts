import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/generated/prisma/client'

/** Locks account rows until the commit, in the order of their ids, to avoid deadlocks. */
export async function lockAccounts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

/** Reads and locks an account until the commit; null if missing. Check again what was checked before the lock. */
export async function lockAccount(tx: Tx, id: string): Promise<Account | null> {
  await lockAccounts(tx, [id])
  return tx.account.findUnique({ where: { id } })
}
