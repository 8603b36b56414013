import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/generated/prisma/client'

/** An account with its row locked until the commit, or null: what was looked at before the lock must be looked at again. */
export async function lockAccount(tx: Tx, id: string): Promise<Account | null> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return tx.account.findUnique({ where: { id } })
}
