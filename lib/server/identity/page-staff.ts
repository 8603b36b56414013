import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { AppError } from '@/lib/shared/errors'
import type { Staff } from './actor'
import { staffOf } from './session'

/** The member of staff who requests a page, or null. Cached for the request, which layout and page share. */
export const pageStaff = cache(async (): Promise<Staff | null> => staffOf(await headers(), new Date()))

/** The member of staff who requests a page. Throws `not_signed_in`. */
export async function signedInPageStaff(): Promise<Staff> {
  const staff = await pageStaff()
  if (!staff) throw new AppError('not_signed_in')
  return staff
}
