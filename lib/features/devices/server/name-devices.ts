import 'server-only'
import { db } from '@/lib/server/db/client'

type Named = { id: string; name: string }

const named = (rows: readonly { id: string; label: string }[]): Named[] =>
  rows.map(({ id, label }) => ({ id, name: label }))

/** The labels of the devices among these ids. */
export async function nameDevices(ids: string[]): Promise<Named[]> {
  return named(await db().device.findMany({ where: { id: { in: ids } }, select: { id: true, label: true } }))
}

/** The paired devices of a branch, or of all branches, by label. */
export async function listDeviceNames(branchId: string | null, limit: number): Promise<Named[]> {
  return named(
    await db().device.findMany({
      where: { revokedAt: null, ...(branchId !== null && { branchId }) },
      select: { id: true, label: true },
      orderBy: { label: 'asc' },
      take: limit,
    }),
  )
}
