import 'server-only'
import { businessDateOf, findBranchById } from '@/lib/features/branches/server/public'
import { linkVisitsOfDay } from '@/lib/features/queue/server/public'
import type { AuditChange } from '@/lib/server/audit/entry'
import { type Command, type CommandResult, type Reply, runCommand } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import { isKeyKnown } from '@/lib/server/idempotency'
import type { Visitor } from '@/lib/server/identity/actor'
import { tryUnseal } from '@/lib/server/open-sealed'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { codeTries, normaliseCode } from '../rules'
import { isCodeOf } from './one-time-code'
import { columnsOf, hasPhone, holdNumbers } from './person-row'

type Confirm = Command<{ id: string; code: string; visitToken: string | null }> & { actor: Visitor }

/**
 * Takes an attempt before the code is checked, permanently, also when a later step fails: concurrent guesses cannot
 * exceed five. Throws `confirmation_not_found` when none is left, it expired, or belongs to another visitor.
 */
async function takeTry({ actor, input, now }: Confirm): Promise<{ codeHash: Uint8Array; triesLeft: number }> {
  const [row] = await db().$queryRaw<{ code_hash: Uint8Array; tries: number }[]>`
    UPDATE phone_confirmation SET tries = tries + 1
    WHERE id = ${input.id}::uuid AND visitor_id = ${actor.visitorId}::uuid AND tries < ${codeTries}::smallint
      AND confirmed_at IS NULL AND expires_at > ${now}
    RETURNING code_hash, tries`
  if (!row) throw new AppError('confirmation_not_found')
  return { codeHash: row.code_hash, triesLeft: codeTries - row.tries }
}

async function findOrCreatePerson(tx: Tx, branchId: string, phone: string, today: string, now: Date): Promise<string> {
  await holdNumbers(tx, branchId, { phone })
  const seen = { phoneConfirmedAt: now, lastVisitOn: new Date(today), updatedAt: now }
  // Matched by the locking statement itself, so an erased person or a changed number no longer matches.
  const [known] = await tx.person.updateManyAndReturn({
    where: { branchId, ...hasPhone(phone) },
    data: { ...seen, version: { increment: 1 } },
    select: { id: true },
  })
  if (known) return known.id
  const id = newId()
  await tx.person.create({ data: { id, branchId, ...columnsOf(id, { phone }), ...seen, createdAt: now } })
  return id
}

async function confirm(tx: Tx, command: Confirm, isVerified: boolean): Promise<CommandResult> {
  const { actor, input, now } = command
  if (!isVerified) throw new AppError('confirmation_not_found')
  const { visitorId } = actor
  const open = { id: input.id, visitorId, confirmedAt: null }
  const asked = await tx.phoneConfirmation.findFirst({ where: open })
  if (!asked) throw new AppError('confirmation_not_found')
  const { id, branchId, phoneSealed } = asked
  const phone = tryUnseal(phoneSealed, `phone_confirmation.phone:${id}`)
  if (phone === null) throw new AppError('confirmation_not_found')
  const today = businessDateOf(await findBranchById(branchId, tx), now)
  const personId = await findOrCreatePerson(tx, branchId, phone, today, now)
  // Read after locking the person: the code may have been used, or erased with the person, in between.
  const { count } = await tx.phoneConfirmation.updateMany({ where: open, data: { confirmedAt: now } })
  if (count === 0) throw new AppError('confirmation_not_found')
  await tx.visitorPerson.upsert({
    where: { visitorId_branchId: { visitorId, branchId } },
    create: { visitorId, branchId, personId },
    update: { personId },
  })
  // Includes visits that staff marked as of an unknown person: the confirmation is newer and is proof.
  const mine = { branchId, day: today, visitorId, visitToken: input.visitToken }
  const visits = await linkVisitsOfDay(tx, mine, personId)
  const subject = { type: 'person', id: personId }
  const audit: AuditChange[] = [{ action: 'person.confirm_phone', subject, after: { confirmation: id, visits } }]
  return { branchId, answer: { confirmed: true }, audit }
}

/**
 * Confirms a number by its code, for the same visitor only. Finds or creates the person with that number in the branch,
 * and links this browser and its visits of today to them. Throws `confirmation_not_found`, and `wrong_code` with
 * the attempts left.
 */
export async function confirmPhone(command: Confirm): Promise<Reply> {
  // A repeat after a lost answer takes no attempt: it gets the stored answer, or is refused like any other.
  const isRepeat = command.key !== null && (await isKeyKnown(command.key))
  if (!isRepeat) {
    const { codeHash, triesLeft } = await takeTry(command)
    const code = normaliseCode(command.input.code)
    if (code === null || !isCodeOf(command.input.id, codeHash, code)) throw new AppError('wrong_code', { triesLeft })
  }
  return runCommand(command, (tx) => confirm(tx, command, !isRepeat))
}
