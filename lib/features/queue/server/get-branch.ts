import 'server-only'
import type { BranchDto, ServiceDto } from '@/lib/features/branches/contract'
import {
  availabilityOf,
  type BranchRecord,
  businessDateOf,
  findBranch,
  nextBusinessDayAt,
  type ServiceRecord,
} from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { capOf, type DayNumbers } from '../rules'
import { ensureDayOpen } from './open-business-day'
import { numbersOf } from './queue-day'

type Day = { waiting: number; lastSequence: number; numbers: DayNumbers }

async function daysOf(branch: BranchRecord, now: Date): Promise<Map<string, Day>> {
  await ensureDayOpen(branch, now)
  const rows = await db().queueDay.findMany({
    where: {
      serviceId: { in: branch.services.map((it) => it.id) },
      businessDate: new Date(businessDateOf(branch, now)),
    },
    select: {
      ...{ serviceId: true, waiting: true, lastSequence: true },
      ...{ firstNumber: true, lowestNumber: true, highestNumber: true },
    },
  })
  return new Map(rows.map((row) => [row.serviceId, { ...row, numbers: numbersOf(row) }]))
}

/** The numbers of a service whose day has not begun. */
const numbersAhead = ({ numberFrom, numberTo }: ServiceRecord): DayNumbers => {
  return { first: numberFrom, lowest: numberFrom, highest: numberTo }
}

/** The services of a branch as visitors see them. At most 4 queries; 1 while the branch is cached. */
export async function listServices(branch: BranchRecord, now: Date): Promise<ServiceDto[]> {
  const days = await daysOf(branch, now)
  const nextDay = nextBusinessDayAt(branch, now)
  return branch.services.map((service) => {
    const day = days.get(service.id)
    const dailyCap = capOf(service.dailyCap, day?.numbers ?? numbersAhead(service))
    const capped = { ...service, dailyCap }
    const { availability, opensAt } = availabilityOf(capped, day?.lastSequence ?? 0, now, branch.timeZone, nextDay)
    const { slug, name, prefix, icon, typicalMinutes } = service
    return {
      slug,
      name,
      prefix,
      icon,
      typicalMinutes,
      dailyCap,
      availability,
      opensAt: opensAt?.toISOString() ?? null,
      waiting: day?.waiting ?? 0,
    }
  })
}

/** A branch with its services and service points. Throws `unknown_branch`. */
export async function getBranch(input: { branch?: string | undefined }, now: Date): Promise<BranchDto> {
  const branch = await findBranch(input.branch)
  const slugs = new Map(branch.services.map((it) => [it.id, it.slug]))
  return {
    slug: branch.slug,
    name: branch.name,
    timeZone: branch.timeZone,
    digits: branch.digits,
    businessDate: businessDateOf(branch, now),
    flags: branch.flags,
    services: await listServices(branch, now),
    servicePoints: branch.servicePoints.map(({ slug, kind, label, floor, directions, status, serviceIds }) => ({
      slug,
      status,
      kind,
      label,
      floor,
      directions,
      services: serviceIds.flatMap((id) => slugs.get(id) ?? []),
    })),
    classes: branch.classes.map(({ slug, name }) => ({ slug, name })),
    pathways: branch.pathways.map(({ slug, name }) => ({ slug, name })),
  }
}
