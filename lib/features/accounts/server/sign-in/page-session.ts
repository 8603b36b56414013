import 'server-only'
import { headers } from 'next/headers'
import { noteActivity } from '@/lib/server/identity/activity'
import { pageStaff } from '@/lib/server/identity/page-staff'
import type { SessionDto } from '../../contract'
import { presentSession } from './present-session'

/**
 * The session of a page request, or null. Opening a page counts as activity. A page that refreshes itself
 * requests data, not a document, and does not keep the session alive.
 */
export async function pageSession(): Promise<SessionDto | null> {
  const staff = await pageStaff()
  if (!staff) return null
  if ((await headers()).get('accept')?.includes('text/html')) noteActivity(staff.sessionId, new Date())
  return presentSession(staff)
}
