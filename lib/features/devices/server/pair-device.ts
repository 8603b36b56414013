import 'server-only'
import { findBranch } from '@/lib/features/branches/server/public'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import { type Actor, assertStaffCan, idOf } from '@/lib/server/identity/actor'
import { deviceTokenOf } from '@/lib/server/identity/device'
import { consume } from '@/lib/server/limits'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { DeviceDto, pairDevice as pairContract } from '../contract'
import { pairingMinutes, readCode } from '../rules'
import { presentDevice } from './present-device'

const triesPerMinute = 30

type Pairing = { id: string; kind: string; secretHash: Uint8Array }

/** Counts an attempt at a code. Throws `too_many_requests`, so that codes cannot be guessed. */
export function limitPairing(actor: Actor): Promise<void> {
  return consume('pair-device', triesPerMinute, idOf(actor))
}

/** Locks the pairing with this code. Of several concurrent requests, the later ones find none. */
async function lockPairing(tx: Tx, typed: string, now: Date): Promise<Pairing> {
  const code = readCode(typed)
  const [pairing] =
    code === null
      ? []
      : await tx.$queryRaw<Pairing[]>`
          SELECT id, kind, secret_hash AS "secretHash" FROM device_pairing
          WHERE code = ${code} AND device_id IS NULL AND expires_at > ${now.toISOString()}::timestamptz FOR UPDATE`
  if (!pairing) throw new AppError('pairing_not_found')
  return pairing
}

/** Pairs the device that shows a code with a branch. Throws `pairing_not_found`, `unknown_branch`, `not_allowed`. */
export async function pairDevice(
  tx: Tx,
  { actor, input, now }: Command<CommandInput<typeof pairContract>>,
): Promise<CommandResult & { answer: DeviceDto }> {
  const { code, label, branch: slug } = input.body
  const branch = await findBranch(slug, tx)
  assertStaffCan(actor, 'device.manage', branch.id)
  const pairing = await lockPairing(tx, code, now)
  const { tokenHash } = deviceTokenOf(pairing)
  const { kind } = pairing
  const data = { id: newId(), branchId: branch.id, kind, label, tokenHash, pairedById: actor.accountId, pairedAt: now }
  const device = await tx.device.create({ data })
  // Extend the pairing, so that the screen can still fetch it when the code was entered at the last moment.
  const expiresAt = new Date(now.getTime() + pairingMinutes * 60_000)
  await tx.devicePairing.update({ where: { id: pairing.id }, data: { deviceId: device.id, expiresAt } })
  return {
    branchId: branch.id,
    answer: await presentDevice(device, now, tx),
    status: 201,
    audit: [{ action: 'device.pair', subject: { type: 'device', id: device.id }, after: { kind, label } }],
  }
}
