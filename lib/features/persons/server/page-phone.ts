import 'server-only'
import { headers } from 'next/headers'
import { visitorOf } from '@/lib/server/identity/visitor'
import { messenger } from '@/lib/server/messaging/messenger'
import { confirmedPhoneOf } from './visit-phone'

/**
 * The phone offer of a visit's page: null when no messages can be sent; else the last digits of
 * the confirmed number, or null when none is confirmed.
 */
export async function pagePhone(token: string): Promise<{ confirmed: string | null } | null> {
  return messenger() && { confirmed: await confirmedPhoneOf(token, visitorOf(await headers())) }
}
