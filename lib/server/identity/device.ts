import 'server-only'
import { randomBytes } from 'node:crypto'
import type { DeviceRole } from '@/lib/shared/permissions'
import { sha256 } from '../crypto'
import { db } from '../db/client'
import type { Device } from './actor'
import { cookieLine, readCookie } from './cookies'
import { remembered } from './credential-cache'

const year = 365 * 86_400

export type DeviceKind = DeviceRole | 'tablet'

/** A paired device, of whatever kind. */
export type PairedDevice = { id: string; kind: DeviceKind; branchId: string; label: string }

/** The key under which a device is remembered. */
export const deviceKey = (tokenHash: Uint8Array): string => `device:${Buffer.from(tokenHash).toString('base64')}`

async function load(tokenHash: Buffer): Promise<PairedDevice | null> {
  const device = await db().device.findUnique({ where: { tokenHash: new Uint8Array(tokenHash), revokedAt: null } })
  return device && { id: device.id, kind: device.kind as DeviceKind, branchId: device.branchId, label: device.label }
}

/** The paired device that sent a request, or null. */
export async function pairedDeviceOf(headers: Headers): Promise<PairedDevice | null> {
  const token = readCookie(headers.get('cookie'), 'dawr_device')
  if (!token) return null
  const hash = sha256(token)
  return remembered(deviceKey(hash), () => load(hash))
}

/** The hall screen or kiosk that sent a request, or null: a staff tablet has no rights of its own. */
export async function deviceOf(headers: Headers): Promise<Device | null> {
  const device = await pairedDeviceOf(headers)
  if (!device || device.kind === 'tablet') return null
  return { kind: 'device', deviceId: device.id, role: device.kind, branchId: device.branchId, label: device.label }
}

/** A new secret for a device: its hash to keep, and the `Set-Cookie` line for the device. */
export function newDeviceToken(): { tokenHash: Uint8Array<ArrayBuffer>; cookie: string } {
  const token = randomBytes(32).toString('base64url')
  return { tokenHash: new Uint8Array(sha256(token)), cookie: cookieLine('dawr_device', token, year) }
}
