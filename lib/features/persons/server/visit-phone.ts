import 'server-only'
import { findVisitByLink } from '@/lib/features/queue/server/public'
import { db } from '@/lib/server/db/client'
import type { Visitor } from '@/lib/server/identity/actor'
import { tryUnseal } from '@/lib/server/open-sealed'
import { endOfPhone } from '../rules'

type Known = { id: string; phone_sealed: string }

/**
 * The last digits of the number confirmed for a visit: of the person linked to it, or of the requesting browser, in
 * the same branch. Null when none is confirmed or can be read. Two queries by index: every visitor opens this page.
 */
export async function confirmedPhoneOf(token: string, visitor: Visitor): Promise<string | null> {
  const visit = await findVisitByLink(token)
  if (!visit) return null
  const browser = visitor.firstContact ? null : visitor.visitorId
  const [known] = await db().$queryRaw<Known[]>`
    SELECT id, phone_sealed FROM person
    WHERE id IN (${visit.personId}::uuid, (
        SELECT person_id FROM visitor_person WHERE branch_id = ${visit.branchId}::uuid AND visitor_id = ${browser}::uuid))
      AND phone_sealed IS NOT NULL AND phone_confirmed_at IS NOT NULL
    ORDER BY id = ${visit.personId}::uuid DESC LIMIT 1`
  const phone = known ? tryUnseal(known.phone_sealed, `person.phone:${known.id}`) : null
  return phone === null ? null : endOfPhone(phone)
}
