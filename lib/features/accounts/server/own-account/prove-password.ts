import 'server-only'
import type { Origin } from '@/lib/server/audit/entry'
import { db, type Tx } from '@/lib/server/db/client'
import type { Account } from '@/lib/server/generated/prisma/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import { assertStaff } from '@/lib/server/identity/actor'
import { consume } from '@/lib/server/limits'
import { AppError } from '@/lib/shared/errors'
import { lockAccount } from '../account-row'
import { verifyPassword } from '../password'
import { recordRefusal } from '../sign-in/record-refusal'

/** A signed-in person asks for a change to their credentials. */
export type Asking = { actor: Actor; origin: Origin; now: Date }

/** The actor and the repeated password. */
export type Proven = { staff: Staff; passwordHash: string }

const perMinute = 5

/**
 * Checks the actor's password again, so that an unattended browser is not enough. Throws `wrong_credentials`, and
 * `too_many_requests` after a few attempts. Slow (a password hash): never call it inside a transaction.
 */
export async function provePassword({ actor, origin, now }: Asking, password: string): Promise<Proven> {
  assertStaff(actor)
  await consume('own-password', perMinute, actor.accountId)
  const account = await db().account.findUniqueOrThrow({ where: { id: actor.accountId } })
  if (await verifyPassword(account.passwordHash, password)) return { staff: actor, passwordHash: account.passwordHash }
  recordRefusal({ action: 'password.refused', accountId: account.id, after: {}, actor, origin }, now)
  throw new AppError('wrong_credentials')
}

/** Locks the account whose password was proven. Throws `wrong_credentials` when it was changed or closed since. */
export async function lockProven(tx: Tx, { staff, passwordHash }: Proven): Promise<Account> {
  const account = await lockAccount(tx, staff.accountId)
  if (account?.passwordHash !== passwordHash || account.status !== 'active') throw new AppError('wrong_credentials')
  return account
}
