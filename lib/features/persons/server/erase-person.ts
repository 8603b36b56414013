import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import { blindIndexes } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import { forgetPerson } from '@/lib/server/personal-data/forget-person'
import type { ChangedPerson } from '../contract'
import { personFor } from './person-access'
import { fieldsOf } from './person-row'

type Erase = Command<{ params: { id: string }; body: { reason: string } }>

/**
 * Erases a person permanently. Visits and tickets stay in the statistics, without name and without link to the
 * person. Idempotent. Throws `person_not_found`, `not_allowed`.
 */
export async function erasePerson(
  tx: Tx,
  { actor, input, now }: Erase,
): Promise<CommandResult & { branchId: string; answer: ChangedPerson }> {
  const { id } = input.params
  // Lock before reading: concurrent writers either committed before, or find the person erased.
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`
  const person = await personFor(tx, actor, 'person.erase', id)
  const { branchId } = person
  if (person.erasedAt) return { branchId, answer: { id, version: person.version }, audit: [] }
  const { phone } = fieldsOf(person)
  const codes = phone === null ? [] : blindIndexes(phone, 'phone_confirmation.phone')
  await tx.phoneConfirmation.deleteMany({ where: { branchId, phoneIndex: { in: codes } } })
  const names = await forgetPerson(tx, person, now)
  const after = { fields: ['name', 'phone', 'nationalId', 'notes'], holderNames: names }
  const change: AuditChange = {
    action: 'person.erase',
    subject: { type: 'person', id },
    after,
    reason: input.body.reason,
  }
  return { branchId, answer: { id, version: person.version + 1 }, audit: [change] }
}
