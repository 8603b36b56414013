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
 * Empties a person's record and whatever hangs on it: names on visits, browsers, and stored answers to the browsers of
 * those visits. The record itself stays, empty, so that the visits still count as one person's. The caller holds the
 * person's row, so that nothing new is hung on it meanwhile. Answers how many names.
 */
export async function forgetPerson(tx: Tx, person: { id: string; branchId: string }, now: Date): Promise<number> {
  const { id } = person
  // Browsers before visits, as a confirmation takes them.
  const browsers = await tx.$queryRaw<{ visitorId: string }[]>`
    SELECT visitor_id AS "visitorId" FROM visitor_person WHERE person_id = ${id}::uuid ORDER BY visitor_id FOR UPDATE`
  await claimVisits(tx, person)
  const visits = await tx.visit.findMany({ where: { personId: id }, select: { visitorId: true, linkHash: true } })
  const visitors = [...visits, ...browsers].flatMap(({ visitorId }) =>
    visitorId === null ? [] : [`visitor:${visitorId}`],
  )
  const links = visits.map(({ linkHash }) => `visit:${Buffer.from(linkHash).toString('base64url')}`)
  // A repeat of one of these is told that it was done, and nothing more.
  await tx.idempotencyKey.updateMany({
    where: { subject: { in: [...new Set([...visitors, ...links])] } },
    data: { answerSealed: null },
  })
  await tx.visitorPerson.deleteMany({ where: { personId: id } })
  const names = await tx.visit.updateMany({
    where: { personId: id, holderNameSealed: { not: null } },
    data: { holderNameSealed: null },
  })
  await tx.person.update({
    where: { id },
    data: { ...nothingKnown, erasedAt: now, updatedAt: now, version: { increment: 1 } },
  })
  return names.count
}
