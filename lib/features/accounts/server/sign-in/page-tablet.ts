import 'server-only'
import { headers } from 'next/headers'
import { pairedDeviceOf } from '@/lib/server/identity/device'

/** Whether the browser that asks for a page is an enrolled tablet of the staff. */
export async function isOnTablet(): Promise<boolean> {
  return (await pairedDeviceOf(await headers()))?.kind === 'tablet'
}
