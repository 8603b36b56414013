import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { Staff, Visitor } from '@/lib/server/actor'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import type { Role } from '@/lib/shared/permissions'

/** A browser that was here before, unless `firstContact`. */
export function makeVisitor(more: Partial<Visitor> = {}): Visitor {
  return { kind: 'visitor', visitorId: newId(), firstContact: false, visitToken: null, ...more }
}

/** A signed-in member of staff of a branch; of all branches when none is given. */
export async function makeStaff(branch: BranchRecord | null, role: Role = 'clerk'): Promise<Staff> {
  const accountId = newId()
  const username = `${role}-${accountId.slice(-12)}`
  const branchId = branch?.id ?? null
  const data = { id: accountId, branchId, username, displayName: username, passwordHash: 'none', role }
  await db().account.create({ data })
  const expiresAt = new Date(Date.now() + 3_600_000)
  return { kind: 'staff', accountId, sessionId: newId(), username, displayName: username, role, branchId, expiresAt }
}
