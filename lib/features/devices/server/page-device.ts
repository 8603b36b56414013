import 'server-only'
import { headers } from 'next/headers'
import { pairedDeviceOf } from '@/lib/server/identity/device'
import type { OwnDeviceDto } from '../contract'
import { presentOwnDevice } from './get-own-device'

/** The paired device that requests a page, or null. */
export async function pageDevice(): Promise<OwnDeviceDto | null> {
  const device = await pairedDeviceOf(await headers())
  return device && presentOwnDevice(device)
}
