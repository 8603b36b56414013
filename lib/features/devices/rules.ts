import { latinDigits } from '@/lib/shared/arabic'
import { type RandomBytes, randomText } from '@/lib/shared/random-text'

/** Kinds of device: a hall screen, a kiosk for taking turns, or a tablet shared by staff. */
export const deviceKinds = ['display', 'kiosk', 'tablet'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Without characters that look alike from a distance: no 0/O, 1/I/L, 2/Z, 5/S, 8/B. */
const letters = 'ACDEFGHJKMNPQRTUVWXY34679'
const codeLength = 8

/** Lifetime of a code, and how long the screen may fetch its pairing after the code was entered. */
export const pairingMinutes = 10

/** A random pairing code, one of 25⁸ (1.5 × 10¹¹). */
export function newCode(random?: RandomBytes): string {
  return randomText(letters, codeLength, random)
}

/** Normalises a typed code: lower case, spaces, hyphens, Arabic digits. Null when it cannot be a code. */
export function readCode(typed: string): string | null {
  const plain = latinDigits(typed)
    .replaceAll(/[\s\u200e\u200f\u2010-\u2015-]/g, '')
    .toUpperCase()
  return /^[A-Z2-9]{8}$/.test(plain) ? plain : null
}

/** A code for display: two groups of four. */
export function groupCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** A device seen within this time counts as online. */
const presentMs = 3 * 60_000

export type DeviceState = 'never_seen' | 'present' | 'away' | 'revoked'

/** The status of a device. Times in milliseconds. */
export function deviceState(it: { seenAt: number | null; revokedAt: number | null }, now: number): DeviceState {
  if (it.revokedAt !== null) return 'revoked'
  if (it.seenAt === null) return 'never_seen'
  return now - it.seenAt <= presentMs ? 'present' : 'away'
}
