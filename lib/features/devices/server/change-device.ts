import 'server-only'
import { forgetTablet } from '@/lib/features/accounts/server/public'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import { type Actor, assertStaffCan, may } from '@/lib/server/identity/actor'
import { deviceKey } from '@/lib/server/identity/device'
import { endings, endSessions } from '@/lib/server/identity/session'
import { AppError } from '@/lib/shared/errors'
import type { DeviceDto, renameDevice as renameContract, revokeDevice as revokeContract } from '../contract'
import { type DeviceRow, presentDevice } from './present-device'

/**
 * Locks a device. Throws `device_not_found` unless it is in a branch where the actor may manage devices, and `not_allowed`
 * when the actor may but is not a member of staff.
 */
async function lockDevice(tx: Tx, actor: Actor, id: string): Promise<DeviceRow> {
  await tx.$queryRaw`SELECT id FROM device WHERE id = ${id}::uuid FOR UPDATE`
  const device = await tx.device.findUnique({ where: { id } })
  if (!device || !may(actor, 'device.manage', device.branchId)) throw new AppError('device_not_found')
  assertStaffCan(actor, 'device.manage', device.branchId)
  return device
}

const keysOf = ({ tokenHash }: DeviceRow): string[] => (tokenHash ? [deviceKey(tokenHash)] : [])

/** Renames a device. Throws `device_not_found`, also for a revoked one. */
export async function renameDevice(
  tx: Tx,
  { actor, input, now }: Command<CommandInput<typeof renameContract>>,
): Promise<CommandResult & { answer: DeviceDto }> {
  const { label } = input.body
  const device = await lockDevice(tx, actor, input.params.id)
  if (device.revokedAt) throw new AppError('device_not_found')
  const renamed = { ...device, label }
  const answer = await presentDevice(renamed, now, tx)
  if (label === device.label) return { branchId: device.branchId, answer, audit: [] }
  await tx.device.update({ where: { id: device.id }, data: { label } })
  const subject = { type: 'device', id: device.id }
  return {
    branchId: device.branchId,
    answer,
    audit: [{ action: 'device.rename', subject, before: { label: device.label }, after: { label } }],
    invalidated: keysOf(device),
  }
}

/**
 * Revokes a device: its next request is refused and its streams close. Ends the sessions opened on a tablet and removes
 * its PIN sign-ins. Idempotent. Throws `device_not_found`.
 */
export async function revokeDevice(
  tx: Tx,
  { actor, input, now }: Command<CommandInput<typeof revokeContract>>,
): Promise<CommandResult & { answer: DeviceDto }> {
  const device = await lockDevice(tx, actor, input.params.id)
  const { id, branchId } = device
  if (device.revokedAt) return { branchId, answer: await presentDevice(device, now, tx), audit: [] }
  await tx.device.update({ where: { id }, data: { revokedAt: now } })
  await forgetTablet(tx, id)
  const ended = await endSessions(tx, { deviceId: id }, now)
  const { kind, label } = device
  return {
    branchId,
    answer: await presentDevice({ ...device, revokedAt: now }, now, tx),
    audit: [
      {
        action: 'device.revoke',
        subject: { type: 'device', id },
        before: { kind, label },
        after: { sessionsEnded: ended.keys.length },
      },
      ...endings(ended, 'device_revoked'),
    ],
    invalidated: [...keysOf(device), ...ended.keys],
  }
}
