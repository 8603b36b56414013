import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import type { Staff } from './actor'
import { staffOf } from './session'

/** The member of staff who asks for a page, or null. The layout, the page and what it reads ask once together. */
export const pageStaff = cache(async (): Promise<Staff | null> => staffOf(await headers(), new Date()))
