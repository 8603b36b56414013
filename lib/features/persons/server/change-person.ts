import 'server-only'
import { businessDateOf, findBranch, findBranchById } from '@/lib/features/branches/server/public'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { assertCan } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { ChangedPerson } from '../contract'
import { normalisedFields, unerasedPersonFor } from './person-access'
import { columnsOf, fieldsOf, findByNumbers, holdNumbers, type Numbers, type PersonFields } from './person-row'

type Changed = CommandResult & { branchId: string; answer: ChangedPerson }
type Created = Command<{ body: PersonFields & { branch?: string | undefined } }>
type Updated = Command<{ params: { id: string }; body: PersonFields & { version: number } }>

/** The names of the changed fields; the audit keeps no values. */
const namesOf = (fields: PersonFields): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name]))

async function assertNobodyElse(tx: Tx, branchId: string, numbers: Numbers, self: string | null): Promise<void> {
  await holdNumbers(tx, branchId, numbers)
  const other = (await findByNumbers(tx, branchId, numbers)).find(({ id }) => id !== self)
  if (other) throw new AppError('person_exists', { id: other.id })
}

/** Creates a person's record. Throws `unknown_branch`, `not_allowed`, `invalid_input`, `person_exists`. */
export async function createPerson(tx: Tx, { actor, input, now }: Created): Promise<Changed> {
  const branch = await findBranch(input.body.branch, tx)
  assertCan(actor, 'person.manage', branch.id)
  const fields = normalisedFields(input.body, branch)
  await assertNobodyElse(tx, branch.id, fields, null)
  const id = newId()
  const lastVisitOn = new Date(businessDateOf(branch, now))
  const times = { createdAt: now, updatedAt: now, lastVisitOn }
  await tx.person.create({ data: { id, branchId: branch.id, ...columnsOf(id, fields), ...times } })
  const subject = { type: 'person', id }
  const audit: AuditChange[] = [{ action: 'person.create', subject, after: { fields: namesOf(fields) } }]
  return { branchId: branch.id, answer: { id, version: 1 }, status: 201, audit }
}

/** Changes a record. Throws `person_not_found`, `not_allowed`, `stale_version`, `invalid_input`, `person_exists`. */
export async function updatePerson(tx: Tx, { actor, input, now }: Updated): Promise<Changed> {
  const { id } = input.params
  const { version: seen, ...typed } = input.body
  const before = await unerasedPersonFor(tx, actor, 'person.manage', id)
  const { branchId } = before
  const fields = normalisedFields(typed, await findBranchById(branchId, tx))
  await assertNobodyElse(tx, branchId, fields, id)
  const isNewPhone = fields.phone !== undefined && fields.phone !== fieldsOf(before).phone
  const version = seen + 1
  const { count } = await tx.person.updateMany({
    where: { id, version: seen, erasedAt: null },
    data: { ...columnsOf(id, fields), ...(isNewPhone && { phoneConfirmedAt: null }), updatedAt: now, version },
  })
  if (count === 0) throw new AppError('stale_version', { version: before.version })
  // Browsers that confirmed the old number have not confirmed the new one.
  if (isNewPhone) await tx.visitorPerson.deleteMany({ where: { personId: id } })
  const subject = { type: 'person', id }
  const after = { changed: namesOf(fields), version }
  return { branchId, answer: { id, version }, audit: [{ action: 'person.update', subject, after }] }
}
