import 'server-only'
import { revokeUncoveredTokens } from '@/lib/features/software/server/public'
import { endSessions } from '@/lib/server/identity/session'
import { changeStaff, ensuringOwnerRemains } from './change-staff'

type Body = { version: number; reason?: string | undefined }

/** Deactivates an account: ends sessions, streams and API tokens at once, removes it from tablets. Throws `last_owner`. */
export const deactivateStaff = changeStaff<Body>({ notToOneself: true }, async (tx, row, { input, now }) => {
  const { id, status, roles } = row
  const write = () => tx.account.update({ where: { id }, data: { status: 'inactive' } })
  await (roles.some((it) => it.role === 'owner' && it.branchId === null) ? ensuringOwnerRemains(tx, write) : write())
  await tx.tabletAccount.deleteMany({ where: { accountId: id } })
  const tokens = await revokeUncoveredTokens(tx, { accountId: id, roles: [] }, now)
  const { keys } = await endSessions(tx, { accountId: id }, now)
  return {
    change: {
      action: 'account.deactivate',
      before: { status },
      after: { status: 'inactive', ...tokens.after },
      reason: input.body.reason ?? null,
    },
    invalidated: [...keys, ...tokens.invalidated],
  }
})

/** Activates an account. */
export const activateStaff = changeStaff<{ version: number }>({}, async (tx, { id, status }) => {
  await tx.account.update({ where: { id }, data: { status: 'active' } })
  return { change: { action: 'account.activate', before: { status }, after: { status: 'active' } } }
})

/** Changes the display name. */
export const renameStaff = changeStaff<{ version: number; displayName: string }>({}, async (tx, { id }, { input }) => {
  await tx.account.update({ where: { id }, data: { displayName: input.body.displayName } })
  return { change: { action: 'account.rename', after: { changed: ['displayName'] } } }
})

/** Ends all sessions of an account. */
export const endStaffSessions = changeStaff<undefined>({ keepsVersion: true }, async (tx, { id }, { now }) => {
  const { keys: invalidated } = await endSessions(tx, { accountId: id }, now)
  return { change: { action: 'account.end_sessions', after: { ended: invalidated.length } }, invalidated }
})
