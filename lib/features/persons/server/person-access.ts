import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import type { Person } from '@/lib/server/generated/prisma/client'
import { type Actor, assertCan, may } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { Permission } from '@/lib/shared/permissions'
import { normaliseNationalId, normalisePhone } from '../rules'
import type { PersonFields } from './person-row'

/**
 * A person by id. Throws `person_not_found`, as for an unknown id, unless the actor may read persons of that
 * branch; and `not_allowed` without `permission` there.
 */
export async function personFor(tx: Tx, actor: Actor, permission: Permission, id: string): Promise<Person> {
  const person = await tx.person.findUnique({ where: { id } })
  if (!person || !may(actor, 'person.read', person.branchId)) throw new AppError('person_not_found')
  assertCan(actor, permission, person.branchId)
  return person
}

/** A person by id who is not erased. Throws as `personFor`, and `person_not_found` when erased. */
export async function unerasedPersonFor(tx: Tx, actor: Actor, permission: Permission, id: string): Promise<Person> {
  const person = await personFor(tx, actor, permission, id)
  if (person.erasedAt) throw new AppError('person_not_found')
  return person
}

function normalised(
  text: string | null | undefined,
  path: 'phone' | 'nationalId',
  normalise: (text: string) => string | null,
): string | null | undefined {
  if (text === null || text === undefined) return text
  const value = normalise(text)
  if (value === null)
    throw new AppError('invalid_input', {}, [
      { path, reason: `not_a_${path === 'phone' ? 'phone_number' : 'national_id'}` },
    ])
  return value
}

/** Validates and normalises typed fields. Throws `invalid_input`. */
export function normalisedFields(typed: PersonFields, { timeZone }: Pick<BranchRecord, 'timeZone'>): PersonFields {
  const { name, notes } = typed
  const phone = normalised(typed.phone, 'phone', (text) => normalisePhone(text, timeZone))
  const nationalId = normalised(typed.nationalId, 'nationalId', (text) => normaliseNationalId(text, timeZone))
  return { name, notes, phone, nationalId }
}
