import { randomBytes } from 'node:crypto'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import type { Staff, Visitor } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import type { StaffRole } from '@/lib/shared/permissions'

/** A browser known from earlier, unless `firstContact`. */
export function makeVisitor(more: Partial<Visitor> = {}): Visitor {
  return { kind: 'visitor', visitorId: newId(), firstContact: false, visitToken: null, ...more }
}

/** A signed-in member of staff of a branch; of all branches if none is given. */
export async function makeStaff(branch: Pick<BranchRecord, 'id'> | null, role: StaffRole = 'clerk'): Promise<Staff> {
  const accountId = newId()
  const username = `${role}-${accountId.slice(-12)}`
  const branchId = branch?.id ?? null
  const data = { id: accountId, username, displayName: username, passwordHash: 'none' }
  await db().account.create({ data: { ...data, roles: { create: { id: newId(), role, branchId } } } })
  const sessionId = newId()
  const expiresAt = new Date(Date.now() + 3_600_000)
  const tokenHash = new Uint8Array(randomBytes(32))
  await db().session.create({ data: { id: sessionId, tokenHash, accountId, expiresAt } })
  return {
    kind: 'staff',
    accountId,
    sessionId,
    username,
    displayName: username,
    roles: [{ role, branchId }],
    version: 1,
    mustChangePassword: false,
    method: 'password',
    deviceId: null,
    expiresAt,
  }
}
