import 'server-only'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { assertStrongPin, hashPin } from '../password'
import { type Asking, lockProven, type Proven, provePassword } from './prove-password'

type Answered = CommandResult & { answer: { done: true } }

/** Checks the password again and hashes the new PIN. Throws `weak_password` for a guessable PIN. */
export async function proveAndHashPin(
  asking: Asking,
  { password, pin }: { password: string; pin: string },
): Promise<Proven & { pinHash: string }> {
  const proven = await provePassword(asking, password)
  assertStrongPin(pin)
  return { ...proven, pinHash: await hashPin(pin) }
}

async function writePin(tx: Tx, proven: Proven, pinHash: string | null): Promise<Answered> {
  const { id } = await lockProven(tx, proven)
  await tx.account.update({ where: { id }, data: { pinHash } })
  const action = pinHash === null ? 'pin.remove' : 'pin.set'
  return { branchId: null, answer: { done: true }, audit: [{ action, subject: { type: 'account', id } }] }
}

/** Sets the actor's PIN. */
export function setOwnPin(tx: Tx, _: Command<unknown>, proven: Proven & { pinHash: string }): Promise<Answered> {
  return writePin(tx, proven, proven.pinHash)
}

/** Removes the actor's PIN; tablets then ask for the password. */
export function removeOwnPin(tx: Tx, _: Command<unknown>, proven: Proven): Promise<Answered> {
  return writePin(tx, proven, null)
}
