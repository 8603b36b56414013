import 'server-only'
import { findBranch, findBranchById } from '@/lib/features/branches/server/public'
import { listVisitsOf } from '@/lib/features/queue/server/public'
import type { AuditChange, Origin } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db, inTransaction, type Tx } from '@/lib/server/db/client'
import { type Actor, assertCan } from '@/lib/server/identity/actor'
import { openSealed } from '@/lib/server/open-sealed'
import type { PersonDto, PersonExport, PersonVisitDto, PersonWithVisits } from '../contract'
import { normalisedFields, personFor, unerasedPersonFor } from './person-access'
import { findByNumbers, presentPerson } from './person-row'

const shown = 20

type Search = { branch?: string | undefined; phone?: string | undefined; nationalId?: string | undefined }

/** The person with exactly this number in a branch. Throws `unknown_branch`, `not_allowed`, `invalid_input`. */
export async function searchPersons(
  actor: Actor,
  { branch: slug, ...typed }: Search,
): Promise<{ persons: PersonDto[] }> {
  const branch = await findBranch(slug)
  assertCan(actor, 'person.read', branch.id)
  const rows = await findByNumbers(db(), branch.id, normalisedFields(typed, branch))
  return { persons: await Promise.all(rows.map((row) => presentPerson(row))) }
}

type VisitRow = Awaited<ReturnType<typeof visitsOf>>[number]

async function visitsOf(tx: Tx, { id, branchId }: { id: string; branchId: string }, take?: number) {
  const rows = await tx.visitorPerson.findMany({ where: { personId: id, branchId }, select: { visitorId: true } })
  return listVisitsOf(tx, { id, branchId, browsers: rows.map((it) => it.visitorId) }, take)
}

async function presentVisit(visit: VisitRow, tx?: Tx): Promise<PersonVisitDto> {
  const { services } = await findBranchById(visit.branchId, tx)
  return {
    id: visit.id,
    date: visit.businessDate.toISOString().slice(0, 10),
    tickets: visit.tickets.map(({ code, serviceId, state, createdAt, calledAt, startedAt, endedAt }) => ({
      code,
      service: services.find((it) => it.id === serviceId)?.slug ?? 'unknown',
      state,
      createdAt: createdAt.toISOString(),
      calledAt: calledAt?.toISOString() ?? null,
      startedAt: startedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    })),
  }
}

/** A person's record with the newest visits. Throws `person_not_found`. */
export async function getPerson(actor: Actor, id: string): Promise<PersonWithVisits> {
  const person = await personFor(db(), actor, 'person.read', id)
  const visits = await visitsOf(db(), person, shown)
  return { ...(await presentPerson(person)), visits: await Promise.all(visits.map((visit) => presentVisit(visit))) }
}

/** All data stored about a person. Recorded in the audit. Throws `person_not_found`, `not_allowed`. */
export async function exportPerson(actor: Actor, id: string, origin: Origin, now: Date): Promise<PersonExport> {
  return inTransaction(async (tx) => {
    const row = await unerasedPersonFor(tx, actor, 'person.export', id)
    const visits = await visitsOf(tx, row)
    const person = await presentPerson(row, tx)
    const document: PersonExport = {
      format: 'dawr-person-1',
      exportedAt: now.toISOString(),
      person,
      confirmed: {
        phone: person.phoneConfirmedAt,
        browsers: await tx.visitorPerson.count({ where: { personId: id } }),
      },
      visits: await Promise.all(
        visits.map(async (visit) => ({
          ...(await presentVisit(visit, tx)),
          createdAt: visit.createdAt.toISOString(),
          holderName: openSealed(visit.holderNameSealed, `visit.holder_name:${visit.id}`),
        })),
      ),
    }
    const change: AuditChange = {
      action: 'person.export',
      subject: { type: 'person', id },
      after: { visits: visits.length },
    }
    await closeTransaction(tx, { branchId: row.branchId, events: [], audit: [{ ...change, actor, origin, at: now }] })
    return document
  })
}
