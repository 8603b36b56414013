import 'server-only'
import { closingAt } from '@/lib/features/branches/opening-hours'
import {
  type BranchRecord,
  businessDateOf,
  openingOf,
  openPointsOf,
  type ServiceRecord,
} from '@/lib/features/branches/server/public'
import type { ClinicNow } from '@/lib/features/journeys/options'
import type { Tx } from '@/lib/server/db/client'

type DayLoad = { serviceId: string; waiting: number; atHand: number; issued: number }

/** A clinic, and whether it gives no more numbers today. */
export type ClinicLoad = ClinicNow & { isFull: boolean }

/** Minutes to a room on the same floor, and on another. */
const walkMinutes = { near: 1, far: 3 }

/** How full the lines of some services are; a service without a row has nobody. */
async function loadsOf(tx: Tx, serviceIds: readonly string[], businessDate: string): Promise<Map<string, DayLoad>> {
  const rows = await tx.$queryRaw<DayLoad[]>`
    SELECT service_id AS "serviceId", waiting, called + in_service AS "atHand", last_sequence AS issued
    FROM queue_day WHERE business_date = ${businessDate}::date AND service_id = ANY (${[...serviceIds]}::uuid[])`
  return new Map(rows.map((row) => [row.serviceId, row]))
}

/**
 * The minutes until somebody at the end of the line is called: its people by the typical minutes, shared by the rooms that
 * serve now, or by all that are open while none does. Null without an open room.
 */
function lineMinutesOf(service: ServiceRecord, rooms: number, load: DayLoad | undefined): number | null {
  const { waiting = 0, atHand = 0 } = load ?? {}
  if (rooms === 0) return null
  if (waiting === 0 && atHand < rooms) return 0
  return ((waiting + 0.5) * service.typicalMinutes) / (atHand || rooms)
}

/**
 * The clinics of some services of a branch as they are now, for somebody who is at `fromPoint`. Cheap and rough: two visitors
 * who ask at the same moment get the same answer.
 */
export async function clinicsNow(
  tx: Tx,
  branch: BranchRecord,
  serviceIds: readonly string[],
  fromPoint: string | null,
  now: Date,
): Promise<ClinicLoad[]> {
  const loads = await loadsOf(tx, serviceIds, businessDateOf(branch, now))
  const from = branch.servicePoints.find((it) => it.id === fromPoint)
  return branch.services
    .filter(({ id }) => serviceIds.includes(id))
    .map((service) => {
      const load = loads.get(service.id)
      const points = openPointsOf(branch, service.id)
      const isNear = !from || points.some(({ floor }) => floor.en === from.floor.en)
      const { availability } = openingOf(branch, service, now)
      return {
        service: service.id,
        isOpen: availability === 'open' && points.length > 0,
        serves: service.status === 'open' && points.length > 0,
        isFull: service.dailyCap !== null && (load?.issued ?? 0) >= service.dailyCap,
        walkMinutes: isNear ? walkMinutes.near : walkMinutes.far,
        lineMinutes: lineMinutesOf(service, points.length, load),
        serviceMinutes: service.typicalMinutes,
        backlogMinutes: 0,
        closesAt: closingAt(service.hours, now, branch.timeZone),
      }
    })
}
