import 'server-only'
import { headers } from 'next/headers'
import { noteActivity } from '@/lib/server/identity/activity'
import { staffOf } from '@/lib/server/identity/session'
import type { SessionDto } from '../contract'
import { presentSession } from './present-session'

/** Who asks for a page, or null. Whoever opens pages is there: the session does not end as idle. */
export async function pageSession(): Promise<SessionDto | null> {
  const now = new Date()
  const staff = await staffOf(await headers(), now)
  if (!staff) return null
  noteActivity(staff.sessionId, now)
  return presentSession(staff)
}
