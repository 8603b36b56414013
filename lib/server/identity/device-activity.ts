import 'server-only'
import { db } from '../db/client'
import { singleton } from '../singleton'

/** When each device was last seen by this process, until it is written to the database. */
const seen = (): Map<string, number> => singleton('device-activity', () => new Map())

/** Records that a device was seen. Costs no query. */
export function noteDeviceSeen(deviceId: string, now: Date): void {
  seen().set(deviceId, now.getTime())
}

/** When a device was last seen: the later of the database's time and this process's. */
export function deviceSeenAt(deviceId: string, writtenAt: Date | null): Date | null {
  const last = Math.max(writtenAt?.getTime() ?? 0, seen().get(deviceId) ?? 0)
  return last === 0 ? null : new Date(last)
}

/** Writes to the database when devices were last seen. Runs every minute. */
export async function writeDeviceActivity(): Promise<void> {
  const all = [...seen()]
  if (all.length === 0) return
  await db().$executeRaw`
    UPDATE device AS d SET seen_at = GREATEST(d.seen_at, it.at)
    FROM unnest(${all.map(([id]) => id)}::uuid[], ${all.map(([, at]) => new Date(at).toISOString())}::timestamptz[]) AS it (id, at)
    WHERE d.id = it.id`
  for (const [id, at] of all) if (seen().get(id) === at) seen().delete(id)
}
