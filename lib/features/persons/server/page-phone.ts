import 'server-only'
import { headers } from 'next/headers'
import { sha256, unseal } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { visitorOf } from '@/lib/server/identity/visitor'
import { messenger } from '@/lib/server/messaging/messenger'
import { endOfPhone } from '../rules'

const known = { select: { id: true, phoneSealed: true, phoneConfirmedAt: true } } as const
type Known = { id: string; phoneSealed: string | null; phoneConfirmedAt: Date | null }

function endOf(person: Known | null | undefined): string | null {
  if (!person?.phoneSealed || !person.phoneConfirmedAt) return null
  return endOfPhone(unseal(person.phoneSealed, `person.phone:${person.id}`))
}

/**
 * What a visit's page says of the phone number: null when there is no way to phones and nothing is offered; else the end of
 * the number that was confirmed, or null when none was.
 */
export async function pagePhone(token: string): Promise<{ confirmed: string | null } | null> {
  if (!messenger()) return null
  const linkHash = new Uint8Array(sha256(token))
  const visit = await db().visit.findUnique({ where: { linkHash }, select: { branchId: true, person: known } })
  if (!visit) return null
  const { firstContact, visitorId } = visitorOf(await headers())
  const ofVisit = endOf(visit.person)
  if (ofVisit !== null || firstContact) return { confirmed: ofVisit }
  const where = { visitorId_branchId: { visitorId, branchId: visit.branchId } }
  const browser = await db().visitorPerson.findUnique({ where, select: { person: known } })
  return { confirmed: endOf(browser?.person) }
}
