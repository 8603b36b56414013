import 'server-only'
import { db } from '@/lib/server/db/client'
import { type Actor, assertStaff } from '@/lib/server/identity/actor'
import type { OwnAccountDto } from '../../account-contract'
import { passwordMinimum } from '../../rules'

/** The actor's account and its credentials. */
export async function getOwnAccount(actor: Actor): Promise<OwnAccountDto> {
  assertStaff(actor)
  const account = await db().account.findUniqueOrThrow({
    where: { id: actor.accountId },
    include: { _count: { select: { recoveryCodes: { where: { usedAt: null } } } } },
  })
  return {
    username: account.username,
    displayName: account.displayName,
    secondFactor: account.totpConfirmedAt !== null,
    recoveryCodesLeft: account._count.recoveryCodes,
    pin: account.pinHash !== null,
    passwordMinimum,
  }
}
