import 'server-only'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { keyedHash, seal } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import { consumeOf } from '@/lib/server/limits'
import { tryUnseal } from '@/lib/server/open-sealed'
import { latinDigits } from '@/lib/shared/arabic'
import { newId } from '@/lib/shared/ids'
import { randomText } from '@/lib/shared/random-text'

/** RFC 6238: steps of 30 s; the adjacent steps are accepted too, for clock drift. */
const stepSeconds = 30
const recoveryCodes = 10
/** Letters and digits without look-alikes: 10 of 32 give 50 bits. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ123456789'
const codeForm = /^\d{6}$/

const placeOf = (accountId: string): string => `account.totp_secret:${accountId}`

/** The second-factor fields of an account. */
export type SecondFactor = { id: string; totpSecretSealed: string | null; totpConfirmedAt: Date | null }

/** A new secret, sealed for the account, with its otpauth:// address. */
export function newSecret(accountId: string, username: string): { secret: string; uri: string; sealed: string } {
  const secret = generateSecret()
  return {
    secret,
    uri: generateURI({ issuer: 'Dawr', label: username, secret }),
    sealed: seal(secret, placeOf(accountId)),
  }
}

/** Normalises a typed code: Arabic digits, case, spaces and dashes. */
function plainCode(code: string): string {
  return latinDigits(code).replace(/[\s-]/g, '').toUpperCase()
}

/** The time step that a code belongs to, or null. Where the secret does not open, recovery codes are left. */
function stepOf({ id, totpSecretSealed }: SecondFactor, code: string, now: Date): number | null {
  if (!totpSecretSealed || !codeForm.test(code)) return null
  const epoch = Math.floor(now.getTime() / 1_000)
  const secret = tryUnseal(totpSecretSealed, placeOf(id))
  if (secret === null) return null
  const found = verifySync({ secret, token: code, epoch, period: stepSeconds, epochTolerance: stepSeconds })
  return found.valid && 'timeStep' in found ? found.timeStep : null
}

/** Whether an app code is correct. A time step is accepted once, so an observed code cannot be replayed. */
export async function spendAppCode(tx: Tx, account: SecondFactor, code: string, now: Date): Promise<boolean> {
  const step = stepOf(account, plainCode(code), now)
  if (step === null) return false
  const { count } = await tx.account.updateMany({
    where: { id: account.id, totpLastStep: { lt: step } },
    data: { totpLastStep: step },
  })
  return count === 1
}

const hashOf = (accountId: string, code: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keyedHash('one-time-code', `${accountId}:${code}`))

async function spendRecoveryCode(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  const codeHash = hashOf(accountId, plainCode(code))
  const { count } = await tx.recoveryCode.updateMany({
    where: { accountId, codeHash, usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}

/** How a code proves the second factor: by the app or a recovery code; null when it does not. */
export async function spendSecondCode(
  tx: Tx,
  account: SecondFactor,
  code: string,
  now: Date,
): Promise<'password_totp' | 'recovery_code' | null> {
  if (codeForm.test(plainCode(code))) return (await spendAppCode(tx, account, code, now)) ? 'password_totp' : null
  return (await spendRecoveryCode(tx, account.id, code, now)) ? 'recovery_code' : null
}

/** Replaces the recovery codes of an account. Returns them in the clear, the only time they are available. */
export async function renewRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  const half = (): string => randomText(alphabet, 5)
  const codes = Array.from({ length: recoveryCodes }, () => `${half()}-${half()}`)
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(), accountId, codeHash: hashOf(accountId, plainCode(code)) })),
  })
  return codes
}

/** Removes the second factor of an account. */
export async function removeSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  await tx.account.update({ where: { id: accountId }, data: { totpSecretSealed: null, totpConfirmedAt: null } })
}

/**
 * Counts a second-factor attempt before it is checked. Attempts are never reset, so a person who has only the password
 * gets 30 of a million codes a day. `place` is a browser that knows the name and has its own limit.
 */
export async function countSecondFactorTry(accountId: string, place: string | null): Promise<void> {
  const key = `${accountId}|${place ?? ''}`
  await consumeOf({ name: 'second-factor', limit: 5, seconds: 300 }, key)
  await consumeOf({ name: 'second-factor-day', limit: 30, seconds: 86_400 }, key)
}
