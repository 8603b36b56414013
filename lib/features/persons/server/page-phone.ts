import 'server-only'
import { headers } from 'next/headers'
import { visitorOf } from '@/lib/server/identity/visitor'
import { messenger } from '@/lib/server/messaging/messenger'
import { confirmedPhoneOf } from './visit-phone'

/**
 * What a visit's page says of the phone number: null when there is no way to phones and nothing is offered; else the end of
 * the number that was confirmed, or null when none was.
 */
export async function pagePhone(token: string): Promise<{ confirmed: string | null } | null> {
  return messenger() && { confirmed: await confirmedPhoneOf(token, visitorOf(await headers())) }
}
