import 'server-only'
import { type FlagStates, flagOn } from '@/lib/features/branches/flags'
import { visitorOf } from '@/lib/server/identity/visitor'
import { messenger } from '@/lib/server/messaging/messenger'
import { confirmedPhoneOf } from './visit-phone'

/**
 * The phone offer of a visit's page, for the browser that sends these headers: null when messages cannot be sent or the
 * branch does not offer it; otherwise the last digits of the confirmed number, or null when none is confirmed.
 */
export async function pagePhone(
  token: string,
  headers: Pick<Headers, 'get'>,
  flags: FlagStates,
): Promise<{ confirmed: string | null } | null> {
  if (!messenger()) return null
  const confirmed = await confirmedPhoneOf(token, visitorOf(headers))
  return confirmed !== null || flagOn({ flags }, 'phone_numbers') ? { confirmed } : null
}
