import 'server-only'
import { headers } from 'next/headers'
import { pairedDeviceOf } from '@/lib/server/identity/device'
import type { OwnDeviceDto } from '../contract'
import { getOwnDevice } from './get-own-device'

/** The paired device that asks for a page, or null. */
export async function pageDevice(): Promise<OwnDeviceDto | null> {
  const asking = await headers()
  return (await pairedDeviceOf(asking)) && getOwnDevice(asking)
}
