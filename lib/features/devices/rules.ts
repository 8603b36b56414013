import { latinDigits } from '@/lib/shared/arabic'
import { type RandomBytes, randomText } from '@/lib/shared/random-text'

/** What a device can be: a hall screen, a kiosk where visitors take turns, or a tablet that several of the staff share. */
export const deviceKinds = ['display', 'kiosk', 'tablet'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** No letter or digit that is taken for another one on a screen across the hall: no 0/O, 1/I/L, 2/Z, 5/S, 8/B. */
const letters = 'ACDEFGHJKMNPQRTUVWXY34679'
const codeLength = 8

/** How long a code is good, and how long a screen may fetch its pairing once somebody has typed the code. */
export const pairingMinutes = 10

/** A pairing code: 25⁸ of them, 1.5 × 10¹¹. */
export function newCode(random?: RandomBytes): string {
  return randomText(letters, codeLength, random)
}

/** A code as somebody typed it: in small letters, with spaces or hyphens, in Arabic digits. Null when it can be none. */
export function readCode(typed: string): string | null {
  const plain = latinDigits(typed)
    .replaceAll(/[\s\u200e\u200f\u2010-\u2015-]/g, '')
    .toUpperCase()
  return /^[A-Z2-9]{8}$/.test(plain) ? plain : null
}

/** A code as a person reads it: two groups of four. */
export function groupCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** A device that was heard of within this time is there. */
const presentMs = 3 * 60_000

export type DeviceState = 'never_seen' | 'present' | 'away' | 'revoked'

/** What a device is up to. Times in milliseconds. */
export function deviceState(it: { seenAt: number | null; revokedAt: number | null }, now: number): DeviceState {
  if (it.revokedAt !== null) return 'revoked'
  if (it.seenAt === null) return 'never_seen'
  return now - it.seenAt <= presentMs ? 'present' : 'away'
}
