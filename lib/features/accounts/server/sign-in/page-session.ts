import 'server-only'
import { headers } from 'next/headers'
import { noteActivity } from '@/lib/server/identity/activity'
import { pageStaff } from '@/lib/server/identity/page-staff'
import type { SessionDto } from '../../contract'
import { presentSession } from './present-session'

/**
 * Who asks for a page, or null. Whoever opens a page is there: the session does not end as idle. A page that renews itself
 * asks for data, not for a document, and keeps nothing open.
 */
export async function pageSession(): Promise<SessionDto | null> {
  const staff = await pageStaff()
  if (!staff) return null
  if ((await headers()).get('accept')?.includes('text/html')) noteActivity(staff.sessionId, new Date())
  return presentSession(staff)
}
