import 'server-only'
import { endSessions } from '@/lib/server/identity/session'
import { softwareKey } from '@/lib/server/identity/software'
import { changeStaff, keepingAnOwner } from './change-staff'

type Body = { version: number; reason?: string | undefined }

/** Lets somebody in no more: sessions, streams and the tokens they made end at once, tablets forget them. Throws `last_owner`. */
export const deactivateStaff = changeStaff<Body>({ notToOneself: true }, async (tx, row, { input, now }) => {
  const { id, status, roles } = row
  const write = () => tx.account.update({ where: { id }, data: { status: 'inactive' } })
  await (roles.some((it) => it.role === 'owner' && it.branchId === null) ? keepingAnOwner(tx, write) : write())
  await tx.tabletAccount.deleteMany({ where: { accountId: id } })
  // What somebody made for programs must not be their way back in.
  const own = { createdById: id, revokedAt: null }
  const tokens = await tx.apiToken.updateManyAndReturn({ where: own, data: { revokedAt: now }, select: { id: true } })
  return {
    change: {
      action: 'account.deactivate',
      before: { status },
      after: { status: 'inactive', ...(tokens.length > 0 && { tokensRevoked: tokens.map((it) => it.id) }) },
      reason: input.body.reason ?? null,
    },
    forget: [...(await endSessions(tx, { accountId: id }, now)), ...tokens.map((it) => softwareKey(it.id))],
  }
})

/** Lets somebody in again. */
export const activateStaff = changeStaff<{ version: number }>({}, async (tx, { id, status }) => {
  await tx.account.update({ where: { id }, data: { status: 'active' } })
  return { change: { action: 'account.activate', before: { status }, after: { status: 'active' } } }
})

/** Changes the shown name. */
export const renameStaff = changeStaff<{ version: number; displayName: string }>({}, async (tx, { id }, { input }) => {
  await tx.account.update({ where: { id }, data: { displayName: input.body.displayName } })
  return { change: { action: 'account.rename', after: { changed: ['displayName'] } } }
})

/** Ends all sessions of somebody at once. */
export const endStaffSessions = changeStaff<undefined>({ keepsVersion: true }, async (tx, { id }, { now }) => {
  const forget = await endSessions(tx, { accountId: id }, now)
  return { change: { action: 'account.end_sessions', after: { ended: forget.length } }, forget }
})
