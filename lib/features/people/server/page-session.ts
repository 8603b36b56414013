import 'server-only'
import { headers } from 'next/headers'
import { noteActivity } from '@/lib/server/identity/activity'
import { staffOf } from '@/lib/server/identity/session'
import type { SessionDto } from '../contract'
import { presentSession } from './present-session'

/**
 * Who asks for a page, or null. Whoever opens a page is there: the session does not end as idle. A page that renews itself
 * asks for data, not for a document, and keeps nothing open.
 */
export async function pageSession(): Promise<SessionDto | null> {
  const now = new Date()
  const sent = await headers()
  const staff = await staffOf(sent, now)
  if (!staff) return null
  if (sent.get('accept')?.includes('text/html')) noteActivity(staff.sessionId, now)
  return presentSession(staff)
}
