import 'server-only'
import { db } from '../db/client'
import { singleton } from '../singleton'

/** When each device was last heard of in this process, until it is written down. */
const seen = (): Map<string, number> => singleton('device-activity', () => new Map())

/** Notes that a device is there. Costs no query. */
export function noteDeviceSeen(deviceId: string, now: Date): void {
  seen().set(deviceId, now.getTime())
}

/** When a device was last heard of, of what was written down and what this process knows. */
export function deviceSeenAt(deviceId: string, writtenAt: Date | null): Date | null {
  const last = Math.max(writtenAt?.getTime() ?? 0, seen().get(deviceId) ?? 0)
  return last === 0 ? null : new Date(last)
}

/** Writes down when devices were heard of. Runs every minute, so that none is written more often. */
export async function writeDeviceActivity(): Promise<void> {
  const all = [...seen()]
  if (all.length === 0) return
  await db().$executeRaw`
    UPDATE device AS d SET seen_at = GREATEST(d.seen_at, it.at)
    FROM unnest(${all.map(([id]) => id)}::uuid[], ${all.map(([, at]) => new Date(at).toISOString())}::timestamptz[]) AS it (id, at)
    WHERE d.id = it.id`
  for (const [id, at] of all) if (seen().get(id) === at) seen().delete(id)
}
