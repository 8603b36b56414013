import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { inTransaction, type Tx } from '@/lib/server/db/client'
import { withRetry } from '@/lib/server/db/retry'
import { invalidateCredentials } from '@/lib/server/identity/credential-cache'
import { endSessions } from '@/lib/server/identity/session'
import { AppError } from '@/lib/shared/errors'
import { assertStrong, hashPassword } from '../password'
import { presentSession } from '../sign-in/present-session'
import type { SignInRequest } from '../sign-in/sign-in-request'
import { openFor, type StartedSession } from '../sign-in/start-session'
import { forgetOtherTablets } from './forget-other-tablets'
import { type Asking, lockProven, provePassword } from './prove-password'

/**
 * Changes the password of the actor's account. Ends all its sessions, removes its PIN and its tablets, and opens a new
 * session for this browser. Throws
 * `wrong_credentials`, and `weak_password` also for the current password.
 */
export async function changeOwnPassword(
  asking: Asking,
  { password, next }: { password: string; next: string },
  from: SignInRequest,
): Promise<StartedSession> {
  const proven = await provePassword(asking, password)
  const { staff } = proven
  assertStrong(next, staff.username)
  if (next === password) throw new AppError('weak_password')
  const passwordHash = await hashPassword(next)
  const work = async (tx: Tx): Promise<StartedSession & { invalidated: string[] }> => {
    await lockProven(tx, proven)
    const account = await tx.account.update({
      where: { id: staff.accountId },
      data: { passwordHash, pinHash: null, mustChangePassword: false, version: { increment: 1 } },
    })
    // Someone who knew the old password could have set a PIN with it and returned on a tablet.
    await forgetOtherTablets(tx, staff)
    const { keys: invalidated } = await endSessions(tx, { accountId: account.id }, asking.now)
    const { method, deviceId } = staff
    const opened = await openFor(tx, account, method, { ...from, deviceId }, asking.now)
    const session = await presentSession(opened.staff, tx)
    const change: AuditChange = { action: 'account.change_password', subject: { type: 'account', id: account.id } }
    const audit = [{ ...change, actor: staff, origin: from.origin, at: asking.now }]
    await closeTransaction(tx, { branchId: null, events: [], audit })
    return { session, cookie: opened.cookie, invalidated }
  }
  const { invalidated, ...entered } = await withRetry(() => inTransaction(work))
  await invalidateCredentials(invalidated)
  return entered
}
