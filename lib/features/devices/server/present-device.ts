import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { deviceSeenAt } from '@/lib/server/identity/device-activity'
import type { DeviceDto } from '../contract'
import { type DeviceKind, deviceState } from '../rules'

/** A device row. */
export type DeviceRow = {
  id: string
  branchId: string
  kind: string
  label: string
  tokenHash: Uint8Array | null
  pairedAt: Date
  seenAt: Date | null
  revokedAt: Date | null
}

/** A device as its managers see it. */
export async function presentDevice(row: DeviceRow, now: Date, tx?: Tx): Promise<DeviceDto> {
  const { id, kind, label, branchId, pairedAt, revokedAt } = row
  const seenAt = deviceSeenAt(id, row.seenAt)
  const times = { seenAt: seenAt?.getTime() ?? null, revokedAt: revokedAt?.getTime() ?? null }
  return {
    id,
    kind: kind as DeviceKind,
    label,
    branch: (await findBranchById(branchId, tx)).slug,
    pairedAt: pairedAt.toISOString(),
    seenAt: seenAt?.toISOString() ?? null,
    state: deviceState(times, now.getTime()),
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
