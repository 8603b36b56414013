import 'server-only'
import type { z } from 'zod'
import { findBranch } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { type Actor, assertCan, branchesWhere } from '@/lib/server/identity/actor'
import type { DeviceDto, listDevices as listContract } from '../contract'
import { presentDevice } from './present-device'

type Query = z.output<(typeof listContract)['query']>

/** A page of the devices that the actor manages, newest first. Throws `unknown_branch`, `not_allowed`. One query. */
export async function listDevices(
  actor: Actor,
  { branch: slug, revoked, before, limit }: Query,
  now: Date,
): Promise<{ devices: DeviceDto[]; next: string | null }> {
  const branch = slug === undefined ? null : await findBranch(slug)
  if (branch) assertCan(actor, 'device.manage', branch.id)
  const scope = branch ? [branch.id] : branchesWhere(actor, 'device.manage')
  const rows = await db().device.findMany({
    where: {
      ...(scope !== 'all' && { branchId: { in: [...scope] } }),
      ...(before !== undefined && { id: { lt: before } }),
      revokedAt: revoked === 'true' ? { not: null } : null,
    },
    // Ids are UUIDv7: ordered by time.
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const devices = await Promise.all(rows.slice(0, limit).map((row) => presentDevice(row, now)))
  return { devices, next: rows.length > limit ? (devices.at(-1)?.id ?? null) : null }
}
