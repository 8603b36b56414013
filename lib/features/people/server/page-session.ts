import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { staffOf } from '@/lib/server/identity/session'
import type { SessionDto } from '../contract'
import { presentSession } from './sign-in'

/** Who asks for a page, or null. Asked once a page, however many of its parts want to know. */
export const pageSession = cache(async (): Promise<SessionDto | null> => {
  const staff = await staffOf(await headers(), new Date())
  return staff && presentSession(staff)
})
