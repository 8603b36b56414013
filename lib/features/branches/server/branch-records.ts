import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { LocalisedText } from '@/lib/shared/fields'
import { type FlagStates, flagStates } from '../flags'
import type { Opening } from '../rules'

export type ServiceRecord = {
  id: string
  branchId: string
  slug: string
  name: LocalisedText
  prefix: string
  icon: string
  typicalMinutes: number
  dailyCap: number | null
  status: string
  /** Its hours, by default those of the branch. */
  hours: readonly Opening[]
}

export type ServicePointRecord = {
  id: string
  slug: string
  kind: 'room' | 'counter'
  label: LocalisedText
  floor: LocalisedText
  directions: LocalisedText
  serviceIds: readonly string[]
}

export type BranchRecord = {
  id: string
  slug: string
  name: LocalisedText
  timeZone: string
  dayStartsMinute: number
  digits: 'arab' | 'latn'
  /** Raised by every transaction that changes the set-up. */
  setupVersion: number
  flags: FlagStates
  services: readonly ServiceRecord[]
  servicePoints: readonly ServicePointRecord[]
}

/** Reads every branch with its services, service points, hours and flags, as stored. */
export async function readBranches(through: Pick<Tx, 'branch'>): Promise<BranchRecord[]> {
  const rows = await through.branch.findMany({
    orderBy: { createdAt: 'asc' },
    include: {
      services: { orderBy: { position: 'asc' } },
      servicePoints: { orderBy: { position: 'asc' }, include: { services: true } },
      openingHours: true,
      flags: { select: { name: true, isOn: true } },
    },
  })
  return rows.map((row) => {
    const branchHours = row.openingHours.filter((it) => it.serviceId === null)
    return {
      id: row.id,
      slug: row.slug,
      name: { ar: row.nameAr, en: row.nameEn },
      timeZone: row.timeZone,
      dayStartsMinute: row.dayStartsMinute,
      digits: row.digits === 'latn' ? 'latn' : 'arab',
      setupVersion: row.setupVersion,
      flags: flagStates(row.flags),
      services: row.services.map((it) => {
        const own = row.openingHours.filter((hours) => hours.serviceId === it.id)
        const { id, branchId, slug, prefix, icon, typicalMinutes, dailyCap, status } = it
        const hours = own.length > 0 ? own : branchHours
        return {
          id,
          branchId,
          slug,
          name: { ar: it.nameAr, en: it.nameEn },
          prefix,
          icon,
          typicalMinutes,
          dailyCap,
          status,
          hours,
        }
      }),
      servicePoints: row.servicePoints.map((it) => ({
        id: it.id,
        slug: it.slug,
        kind: it.kind === 'counter' ? 'counter' : 'room',
        label: { ar: it.labelAr, en: it.labelEn },
        floor: { ar: it.floorAr, en: it.floorEn },
        directions: { ar: it.directionsAr, en: it.directionsEn },
        serviceIds: it.services.map((link) => link.serviceId),
      })),
    }
  })
}
