import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import { blindIndex, blindIndexes, seal } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import { lockNames } from '@/lib/server/db/lock-names'
import type { Person } from '@/lib/server/generated/prisma/client'
import { openSealed } from '@/lib/server/open-sealed'
import type { PersonDto } from '../contract'

/** The searchable numbers of a person, and the names that their blind indexes are keyed with. */
const found = { phone: 'person.phone', nationalId: 'person.national_id' } as const

/** A normalised phone number or national id. */
export type Numbers = { phone?: string | null | undefined; nationalId?: string | null | undefined }

/** The personal fields; undefined leaves a field unchanged, null removes it. */
export type PersonFields = Numbers & { name?: string | null | undefined; notes?: string | null | undefined }

const sealed = (text: string | null, place: string, id: string): string | null =>
  text === null ? null : seal(text, `${place}:${id}`)
const marked = (text: string | null, place: string): string | null => (text === null ? null : blindIndex(text, place))

/** Seals these fields for the row `id`. */
export function columnsOf(id: string, { name, phone, nationalId, notes }: PersonFields) {
  return {
    ...(name !== undefined && { nameSealed: sealed(name, 'person.name', id) }),
    ...(notes !== undefined && { notesSealed: sealed(notes, 'person.notes', id) }),
    ...(phone !== undefined && {
      phoneSealed: sealed(phone, found.phone, id),
      phoneIndex: marked(phone, found.phone),
    }),
    ...(nationalId !== undefined && {
      nationalIdSealed: sealed(nationalId, found.nationalId, id),
      nationalIdIndex: marked(nationalId, found.nationalId),
    }),
  }
}

/** Opens the sealed fields of a row; each is `unreadable` by itself. */
export function fieldsOf(row: Person): Required<{ [K in keyof PersonFields]: string | null }> {
  return {
    name: openSealed(row.nameSealed, `person.name:${row.id}`),
    phone: openSealed(row.phoneSealed, `${found.phone}:${row.id}`),
    nationalId: openSealed(row.nationalIdSealed, `${found.nationalId}:${row.id}`),
    notes: openSealed(row.notesSealed, `person.notes:${row.id}`),
  }
}

/** A person as staff with the permission see it. */
export async function presentPerson(row: Person, tx?: Tx): Promise<PersonDto> {
  const { id, branchId, version } = row
  return {
    id,
    branch: (await findBranchById(branchId, tx)).slug,
    ...fieldsOf(row),
    phoneConfirmedAt: row.phoneConfirmedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastVisitOn: row.lastVisitOn.toISOString().slice(0, 10),
    erasedAt: row.erasedAt?.toISOString() ?? null,
    version,
  }
}

/** Persons with this phone number, also by older index keys. */
export const hasPhone = (phone: string) => ({ phoneIndex: { in: blindIndexes(phone, found.phone) } })

/** Persons of a branch with one of these numbers, also by older index keys. */
export function findByNumbers(tx: Tx, branchId: string, { phone, nationalId }: Numbers): Promise<Person[]> {
  const either = [
    ...(phone ? [hasPhone(phone)] : []),
    ...(nationalId ? [{ nationalIdIndex: { in: blindIndexes(nationalId, found.nationalId) } }] : []),
  ]
  return either.length === 0 ? Promise.resolve([]) : tx.person.findMany({ where: { branchId, OR: either }, take: 2 })
}

/**
 * Locks these numbers in a branch until the end of the transaction. The unique indexes alone do
 * not stop two processes with different keys during a key rotation; they share the oldest key.
 */
export async function holdNumbers(tx: Tx, branchId: string, { phone, nationalId }: Numbers): Promise<void> {
  const oldest = (text: string, place: string): string => `${branchId} ${blindIndexes(text, place).at(-1)}`
  const names = [
    ...(phone ? [oldest(phone, found.phone)] : []),
    ...(nationalId ? [oldest(nationalId, found.nationalId)] : []),
  ]
  await lockNames(tx, names)
}
