import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import { runSystemWork } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { lockAccount } from '../account-row'
import { hashPassword } from '../password'
import { removeSecondFactor } from '../second-factor'
import { writeFirstPassword } from './reset-staff'

const everywhere = { role: 'owner', branchId: null }

/**
 * Gives an owner of all branches a new initial password from the server's command line, when sign-in is impossible.
 * Removes the second factor, ends sessions, activates the account. An installation without an owner who can
 * sign in gets one in this account. Throws `account_not_found`, and `not_allowed` for an account that is not an owner.
 */
export async function resetOwner(username: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  const found = await db().account.findUnique({ where: { username: username.trim().toLowerCase() } })
  if (!found) throw new AppError('account_not_found')
  await runSystemWork(null, async (tx) => {
    const { id } = found
    await lockAccount(tx, id)
    const isOwner = (await tx.roleAssignment.count({ where: { ...everywhere, accountId: id } })) > 0
    const owners = await tx.roleAssignment.count({ where: { ...everywhere, account: { status: 'active' } } })
    if (!isOwner && owners > 0) throw new AppError('not_allowed')
    if (!isOwner) await tx.roleAssignment.create({ data: { ...everywhere, id: newId(), accountId: id } })
    await removeSecondFactor(tx, id)
    const invalidated = await writeFirstPassword(tx, id, passwordHash, new Date())
    await tx.account.update({ where: { id }, data: { status: 'active', version: { increment: 1 } } })
    const after = { sessionsEnded: invalidated.length, secondFactor: false, madeOwner: !isOwner }
    const audit: AuditChange[] = [{ action: 'account.reset_owner', subject: { type: 'account', id }, after }]
    return { events: [], audit, invalidated }
  })
}
