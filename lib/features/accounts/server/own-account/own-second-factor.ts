import 'server-only'
import type { AuditAction, AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { type Actor, assertStaff, type Staff } from '@/lib/server/identity/actor'
import { endSessions } from '@/lib/server/identity/session'
import { AppError } from '@/lib/shared/errors'
import { lockAccount } from '../account-row'
import * as factor from '../second-factor'
import { forgetOtherTablets } from './forget-other-tablets'
import { lockProven, type Proven } from './prove-password'

type Own = Command<unknown>
type Answered<Answer> = CommandResult & { answer: Answer }

function changeOf(staff: Staff, action: AuditAction, after?: AuditChange['after']): AuditChange {
  return { action, subject: { type: 'account', id: staff.accountId }, ...(after && { after }) }
}

/** Counts an attempt at the actor's second factor. */
export async function countOwnTry(actor: Actor): Promise<void> {
  assertStaff(actor)
  await factor.countSecondFactorTry(actor.accountId, 'signed in')
}

/** Stores a new secret that takes effect once a code confirms it. Throws `second_factor_already_on`. */
export async function beginSecondFactor(
  tx: Tx,
  _: Own,
  proven: Proven,
): Promise<Answered<{ secret: string; uri: string }>> {
  const { id, username, totpConfirmedAt } = await lockProven(tx, proven)
  if (totpConfirmedAt) throw new AppError('second_factor_already_on')
  const { secret, uri, sealed } = factor.newSecret(id, username)
  await tx.account.update({ where: { id }, data: { totpSecretSealed: sealed } })
  return { branchId: null, answer: { secret, uri }, audit: [changeOf(proven.staff, 'second_factor.begin')] }
}

/** Turns the second factor on with a first code. Returns the recovery codes; ends every other session. */
export async function confirmSecondFactor(
  tx: Tx,
  { actor, now, input }: Command<{ body: { code: string } }>,
): Promise<Answered<{ recoveryCodes: string[] }>> {
  assertStaff(actor)
  const account = await lockAccount(tx, actor.accountId)
  if (account?.totpConfirmedAt) throw new AppError('second_factor_already_on')
  if (!account?.totpSecretSealed) throw new AppError('second_factor_not_begun')
  if (!(await factor.spendAppCode(tx, account, input.body.code, now))) throw new AppError('wrong_code')
  await tx.account.update({ where: { id: account.id }, data: { totpConfirmedAt: now } })
  const recoveryCodes = await factor.renewRecoveryCodes(tx, account.id)
  // PINs are allowed only on tablets where the second factor was used too.
  await forgetOtherTablets(tx, actor)
  const { keys: invalidated } = await endSessions(tx, { accountId: account.id, except: actor.sessionId }, now)
  const audit = [changeOf(actor, 'second_factor.turn_on', { sessionsEnded: invalidated.length })]
  return { branchId: null, answer: { recoveryCodes }, audit, invalidated }
}

/** Turns the second factor off, after the password and a code of the app or a recovery code. */
export async function removeSecondFactor(
  tx: Tx,
  { now, input }: Command<{ body: { code: string } }>,
  proven: Proven,
): Promise<Answered<{ done: true }>> {
  const account = await lockProven(tx, proven)
  if (!account.totpConfirmedAt) throw new AppError('second_factor_not_begun')
  if (!(await factor.spendSecondCode(tx, account, input.body.code, now))) throw new AppError('wrong_code')
  await factor.removeSecondFactor(tx, account.id)
  return { branchId: null, answer: { done: true }, audit: [changeOf(proven.staff, 'second_factor.turn_off')] }
}

/** Creates new recovery codes and invalidates the old ones. */
export async function renewRecoveryCodes(
  tx: Tx,
  _: Own,
  proven: Proven,
): Promise<Answered<{ recoveryCodes: string[] }>> {
  const { id, totpConfirmedAt } = await lockProven(tx, proven)
  if (!totpConfirmedAt) throw new AppError('second_factor_not_begun')
  const recoveryCodes = await factor.renewRecoveryCodes(tx, id)
  return { branchId: null, answer: { recoveryCodes }, audit: [changeOf(proven.staff, 'recovery_codes.renew')] }
}
