import 'server-only'
import { db } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/generated/prisma/client'
import { consume } from '@/lib/server/limits'
import { AppError } from '@/lib/shared/errors'
import { verifyPin } from '../password'
import { recordRefusal } from './record-refusal'
import type { SignInRequest } from './sign-in-request'
import { type Proof, type StartedSession, startSession } from './start-session'
import { mayUsePin, pinTries, tabletOf } from './tablet'

/** Limit of PIN sign-ins, because each costs a hash. */
const triesOfTabletPerMinute = 30

type Known = { deviceId: string; accountId: string }

/** Takes one attempt and returns how many are used. One statement, so concurrent guesses cannot exceed five. */
async function takeTry({ deviceId, accountId }: Known): Promise<number | null> {
  const rows = await db().$queryRaw<{ failures: number }[]>`
    UPDATE tablet_account SET failures = failures + 1
    WHERE device_id = ${deviceId}::uuid AND account_id = ${accountId}::uuid AND failures < ${pinTries}::int
    RETURNING failures`
  return rows[0]?.failures ?? null
}

/** Resets the attempts after a correct PIN. */
const byPin =
  ({ deviceId, accountId }: Known): Proof =>
  async (tx) => {
    await tx.tabletAccount.updateMany({ where: { deviceId, accountId }, data: { failures: 0 } })
    return 'pin'
  }

async function tabletAccount({ deviceId, accountId }: Known, branchId: string): Promise<Account & { pinHash: string }> {
  const where = { deviceId_accountId: { deviceId, accountId }, account: mayUsePin(branchId) }
  const found = await db().tabletAccount.findUnique({ where, include: { account: true } })
  if (!found?.account.pinHash) throw new AppError('wrong_credentials')
  return { ...found.account, pinHash: found.account.pinHash }
}

/**
 * Signs another person in on an enrolled tablet by PIN, after they used the password there. Attempts are counted
 * before the PIN is checked; after five wrong ones in a row `pin_locked` until the password is used on this tablet.
 */
export async function signInWithPin(
  input: { account: string; pin: string },
  from: SignInRequest,
  now: Date,
): Promise<StartedSession> {
  const tablet = tabletOf(from)
  await consume('pin', triesOfTabletPerMinute, tablet.id)
  const known = { deviceId: tablet.id, accountId: input.account }
  const account = await tabletAccount(known, tablet.branchId)
  const used = await takeTry(known)
  if (used === null) throw new AppError('pin_locked')
  if (await verifyPin(account.pinHash, input.pin)) return startSession(account, byPin(known), from, now)
  const after = { why: 'pin', device: tablet.id, tries: used }
  recordRefusal({ action: 'session.refused', accountId: account.id, after, actor: null, origin: from.origin }, now)
  throw new AppError(used >= pinTries ? 'pin_locked' : 'wrong_credentials')
}
