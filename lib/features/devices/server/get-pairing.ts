import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { sha256 } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { deviceCookie, deviceTokenOf } from '@/lib/server/identity/device'
import { noteDeviceSeen } from '@/lib/server/identity/device-activity'
import { consume } from '@/lib/server/limits'
import { AppError } from '@/lib/shared/errors'
import type { PairingStateDto } from '../contract'

/** Limits: a screen polls every two seconds, and several share one address. */
const perAddressPerMinute = 1_200

type Asking = { id: string; secret: string | null; address: string }

/**
 * The state of a pairing; once paired, also the device's cookie. Repeatable until the pairing expires, because an
 * answer can be lost. Throws `pairing_not_found`, also for a wrong secret.
 */
export async function getPairing(
  { id, secret, address }: Asking,
  now: Date,
): Promise<{ state: PairingStateDto['state']; cookie: string | null }> {
  await consume('device-pairing-state', perAddressPerMinute, address)
  const pairing = await db().devicePairing.findUnique({ where: { id }, include: { device: true } })
  if (!pairing || !timingSafeEqual(sha256(secret ?? ''), pairing.secretHash)) throw new AppError('pairing_not_found')
  const { device } = pairing
  if (pairing.expiresAt <= now || device?.revokedAt) return { state: 'expired', cookie: null }
  if (!device) return { state: 'waiting', cookie: null }
  noteDeviceSeen(device.id, now)
  return { state: 'paired', cookie: deviceCookie(deviceTokenOf(pairing).token) }
}
