import 'server-only'
import { sha256, unseal } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import type { Visitor } from '@/lib/server/identity/actor'
import { endOfPhone } from '../rules'

type Known = { id: string; phone_sealed: string }

/**
 * The last digits of the number confirmed for a visit: of the person linked to it, or of the requesting browser, in
 * the same branch. Null when none is confirmed. One query, because every visitor opens this page.
 */
export async function confirmedPhoneOf(token: string, visitor: Visitor): Promise<string | null> {
  const browser = visitor.firstContact ? null : visitor.visitorId
  const [known] = await db().$queryRaw<Known[]>`
    SELECT p.id, p.phone_sealed FROM visit v
    LEFT JOIN visitor_person b ON b.branch_id = v.branch_id AND b.visitor_id = ${browser}::uuid
    JOIN person p ON p.id IN (v.person_id, b.person_id)
    WHERE v.link_hash = ${sha256(token)} AND p.phone_sealed IS NOT NULL AND p.phone_confirmed_at IS NOT NULL
    ORDER BY p.id = v.person_id DESC LIMIT 1`
  return known ? endOfPhone(unseal(known.phone_sealed, `person.phone:${known.id}`)) : null
}
