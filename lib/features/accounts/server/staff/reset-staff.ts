import 'server-only'
import type { CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { endSessions } from '@/lib/server/identity/session'
import type { StaffDto } from '../../staff-contract'
import { assertStrong } from '../password'
import { removeSecondFactor } from '../second-factor'
import { changeStaff, type OnStaff } from './change-staff'

type Body = { password: string; version: number }

/** Stores an initial password and ends every other way in. Returns the credentials to drop from caches. */
export async function writeFirstPassword(tx: Tx, id: string, passwordHash: string, now: Date): Promise<string[]> {
  await tx.account.update({ where: { id }, data: { passwordHash, mustChangePassword: true, pinHash: null } })
  await tx.tabletAccount.deleteMany({ where: { accountId: id } })
  return (await endSessions(tx, { accountId: id }, now)).keys
}

/** Sets a new initial password. Throws `weak_password`. */
export function resetStaffPassword(
  tx: Tx,
  command: OnStaff<Body>,
  passwordHash: string,
): Promise<CommandResult & { answer: StaffDto }> {
  const work = changeStaff<Body>({ notToOneself: true }, async (_, { id, username }, { input, now }) => {
    assertStrong(input.body.password, username)
    const invalidated = await writeFirstPassword(tx, id, passwordHash, now)
    return { change: { action: 'account.reset_password', after: { sessionsEnded: invalidated.length } }, invalidated }
  })
  return work(tx, command)
}

/** Turns off the second factor of a person who lost phone and recovery codes. */
export const resetStaffSecondFactor = changeStaff<{ reason: string; version: number }>(
  { notToOneself: true },
  async (tx, { id, secondFactor }, { input, now }) => {
    await removeSecondFactor(tx, id)
    return {
      change: {
        action: 'account.reset_second_factor',
        before: { secondFactor },
        after: { secondFactor: false },
        reason: input.body.reason,
      },
      invalidated: (await endSessions(tx, { accountId: id }, now)).keys,
    }
  },
)
