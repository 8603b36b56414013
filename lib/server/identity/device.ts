import 'server-only'
import { createHmac } from 'node:crypto'
import type { DeviceRole } from '@/lib/shared/permissions'
import { keyFor, sha256 } from '../crypto'
import { db } from '../db/client'
import type { HeaderReader } from '../http/http-request'
import type { Device } from './actor'
import { readSecret, secretCookieLine } from './cookies'
import { remembered } from './credential-cache'
import { noteDeviceSeen } from './device-activity'

const year = 365 * 86_400

export type DeviceKind = DeviceRole | 'tablet'

/** A paired device of any kind. */
export type PairedDevice = { id: string; kind: DeviceKind; branchId: string; label: string }

/** The key of a device in the credential cache. */
export const deviceKey = (tokenHash: Uint8Array): string => `device:${Buffer.from(tokenHash).toString('base64')}`

async function load(tokenHash: Buffer): Promise<PairedDevice | null> {
  const device = await db().device.findUnique({ where: { tokenHash: new Uint8Array(tokenHash), revokedAt: null } })
  return device && { id: device.id, kind: device.kind as DeviceKind, branchId: device.branchId, label: device.label }
}

/** The paired device that sent a request, or null. */
export async function pairedDeviceOf(headers: HeaderReader): Promise<PairedDevice | null> {
  const sent = readSecret(headers, 'dawr_device')
  if (!sent?.isOurs) return null
  const hash = sha256(sent.secret)
  const device = await remembered(deviceKey(hash), () => load(hash))
  if (device) noteDeviceSeen(device.id, new Date())
  return device
}

/** The hall screen or kiosk that sent a request, or null: a staff tablet has no permissions itself. */
export async function deviceOf(headers: HeaderReader): Promise<Device | null> {
  const device = await pairedDeviceOf(headers)
  if (!device || device.kind === 'tablet') return null
  return { kind: 'device', deviceId: device.id, role: device.kind, branchId: device.branchId, label: device.label }
}

/**
 * The secret of a device and its stored hash. It is derived from the pairing, so that a screen whose answer was lost
 * can get it again without the server storing it.
 */
export function deviceTokenOf(pairing: { id: string; secretHash: Uint8Array }): {
  token: string
  tokenHash: Uint8Array<ArrayBuffer>
} {
  const { id, secretHash } = pairing
  const token = createHmac('sha256', keyFor('device-token')).update(id).update(secretHash).digest('base64url')
  return { token, tokenHash: new Uint8Array(sha256(token)) }
}

/** The `Set-Cookie` line for a device, valid for a year from now. */
export function deviceCookie(token: string): string {
  return secretCookieLine('dawr_device', token, year)
}

/** The `Set-Cookie` line that renews a device's cookie for another year; null when the request has none. */
export function renewedDeviceCookie(headers: HeaderReader): string | null {
  const sent = readSecret(headers, 'dawr_device')
  return sent?.isOurs ? deviceCookie(sent.secret) : null
}
