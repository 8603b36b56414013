import 'server-only'
import { randomBytes } from 'node:crypto'
import { sha256 } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { consume } from '@/lib/server/limits'
import { newId } from '@/lib/shared/ids'
import type { PairingDto } from '../contract'
import { type DeviceKind, newCode, pairingMinutes } from '../rules'

/** Limit: a hall has few screens, and each renews its code every ten minutes. */
const perAddressPerMinute = 60

/**
 * Opens the pairing of a new device. Grants nothing: a manager of devices must enter its code, and it
 * is deleted when it expires. Throws `too_many_requests`.
 */
export async function openPairing(kind: DeviceKind, address: string, now: Date): Promise<PairingDto> {
  await consume('device-pairing', perAddressPerMinute, address)
  const secret = randomBytes(32).toString('base64url')
  const [id, code] = [newId(), newCode()]
  const expiresAt = new Date(now.getTime() + pairingMinutes * 60_000)
  const secretHash = new Uint8Array(sha256(secret))
  await db().devicePairing.create({ data: { id, kind, code, secretHash, createdAt: now, expiresAt } })
  return { id, kind, code, secret, expiresAt: expiresAt.toISOString() }
}
