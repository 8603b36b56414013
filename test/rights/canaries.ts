import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { AuditChange } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'

/** A word in all data of a branch, which must not reach actors outside it. */
export const canaryOf = ({ slug }: Pick<BranchRecord, 'slug'>): string => `canary of ${slug}`

/** Creates an object of every listed kind in a branch. */
export async function plantCanaries(branch: BranchRecord, by: string): Promise<void> {
  const [name, branchId] = [canaryOf(branch), branch.id]
  await db().device.create({ data: { id: newId(), branchId, kind: 'display', label: name, pairedById: by } })
  const secretHash = new Uint8Array(32)
  const expiresAt = new Date(Date.now() + 86_400_000)
  const scopes = ['board.read']
  await db().apiToken.create({
    data: { id: newId(), branchId, name, scopes, secretHash, createdById: by, expiresAt },
  })
  const roles = { create: { id: newId(), role: 'clerk', branchId } }
  const username = name.replaceAll(' ', '-')
  await db().account.create({ data: { id: newId(), username, displayName: name, passwordHash: 'none', roles } })
  const change: AuditChange = { action: 'branch.create', subject: { type: 'canary', id: branchId }, reason: name }
  const audit = [{ ...change, actor: null, origin: null, at: new Date() }]
  await db().$transaction((tx) => closeTransaction(tx, { branchId, events: [], audit }))
}
