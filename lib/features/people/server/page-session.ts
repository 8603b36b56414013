import 'server-only'
import { headers } from 'next/headers'
import { staffOf } from '@/lib/server/identity/session'
import type { SessionDto } from '../contract'
import { presentSession } from './sign-in'

/** Who asks for a page, or null. */
export async function pageSession(): Promise<SessionDto | null> {
  const staff = await staffOf(await headers(), new Date())
  return staff && presentSession(staff)
}
