import 'server-only'
import { findVisitOfTicket, settleVisit } from '@/lib/features/queue/server/public'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { assertCan, may } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'

type Link = Command<{ params: { id: string }; body: { person: string | null } }>

async function noteVisit(tx: Tx, personId: string, branchId: string, day: string): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE person SET last_visit_on = GREATEST(last_visit_on, ${day}::date)
    WHERE id = ${personId}::uuid AND branch_id = ${branchId}::uuid AND erased_at IS NULL`
  if (count === 0) throw new AppError('person_not_found')
}

/**
 * Links the visit of a ticket to a person, or with null marks it as of an unknown person. Throws
 * `ticket_not_found`, `person_not_found` (also for a person of another branch), `not_allowed`.
 */
export async function linkPerson(
  tx: Tx,
  { actor, input }: Link,
): Promise<CommandResult & { branchId: string; answer: { ticket: string; person: string | null } }> {
  const { id } = input.params
  const { person } = input.body
  const visit = await findVisitOfTicket(tx, id)
  if (!visit || !may(actor, 'queue.read', visit.branchId)) throw new AppError('ticket_not_found')
  const { branchId, businessDate } = visit
  assertCan(actor, 'ticket.manage', branchId)
  assertCan(actor, 'person.read', branchId)
  if (person !== null) await noteVisit(tx, person, branchId, businessDate.toISOString().slice(0, 10))
  await settleVisit(tx, visit.id, person)
  const change: AuditChange = {
    action: 'ticket.link_person',
    subject: { type: 'ticket', id },
    before: { person: visit.personId },
    after: { person },
  }
  return { branchId, answer: { ticket: id, person }, audit: [change] }
}
