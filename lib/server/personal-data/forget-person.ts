import 'server-only'
import type { Tx } from '../db/client'
import { claimVisits } from './known-visits'

const nothingKnown = {
  nameSealed: null,
  phoneSealed: null,
  phoneIndex: null,
  nationalIdSealed: null,
  nationalIdIndex: null,
  notesSealed: null,
  phoneConfirmedAt: null,
}

/**
 * Empties a person's record and its dependent data: names on visits, reasons in their plans, browsers, and stored answers to the browsers of
 * those visits. The empty record stays, so that the visits still count as one person's. The caller must hold a lock on
 * the person's row, so that nothing is added in the meantime. Returns the number of names removed.
 */
export async function forgetPerson(tx: Tx, person: { id: string; branchId: string }, now: Date): Promise<number> {
  const { id } = person
  // Browsers before visits: the same lock order as a phone confirmation.
  const browsers = await tx.$queryRaw<{ visitorId: string }[]>`
    SELECT visitor_id AS "visitorId" FROM visitor_person WHERE person_id = ${id}::uuid ORDER BY visitor_id FOR UPDATE`
  await claimVisits(tx, person)
  const visits = await tx.visit.findMany({ where: { personId: id }, select: { visitorId: true, linkHash: true } })
  const visitors = [...visits, ...browsers].flatMap(({ visitorId }) =>
    visitorId === null ? [] : [`visitor:${visitorId}`],
  )
  const links = visits.map(({ linkHash }) => `visit:${Buffer.from(linkHash).toString('base64url')}`)
  // A repeat of one of these commands is only told that it was done.
  await tx.idempotencyKey.updateMany({
    where: { subject: { in: [...new Set([...visitors, ...links])] } },
    data: { answerSealed: null },
  })
  await tx.visitorPerson.deleteMany({ where: { personId: id } })
  const names = await tx.visit.updateMany({
    where: { personId: id, holderNameSealed: { not: null } },
    data: { holderNameSealed: null },
  })
  await tx.visitStep.updateMany({
    where: { plan: { visit: { personId: id } }, remarkSealed: { not: null } },
    data: { remarkSealed: null },
  })
  await tx.person.update({
    where: { id },
    data: { ...nothingKnown, erasedAt: now, updatedAt: now, version: { increment: 1 } },
  })
  return names.count
}
