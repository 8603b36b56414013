import 'server-only'
import { headers } from 'next/headers'
import { pairedDeviceOf } from '@/lib/server/identity/device'

/** Whether the browser that requests a page is an enrolled tablet. */
export async function isOnTablet(): Promise<boolean> {
  return (await pairedDeviceOf(await headers()))?.kind === 'tablet'
}
