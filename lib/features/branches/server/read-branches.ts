import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/generated/prisma/client'
import { flagStates } from '../flags'
import type { Opening } from '../opening-hours'
import type { JoinWay, OrderHint } from '../set-up-fields'
import type {
  BranchRecord,
  ClassRecord,
  OwnHours,
  PathwayRecord,
  ServicePointRecord,
  ServiceRecord,
} from './branch-records'

const parts = {
  services: { orderBy: { position: 'asc' } },
  servicePoints: { orderBy: { position: 'asc' }, include: { services: true } },
  openingHours: true,
  hoursPeriods: { orderBy: { position: 'asc' }, include: { openings: true } },
  pathways: { orderBy: { position: 'asc' }, include: { steps: { orderBy: { position: 'asc' } } } },
  flags: { select: { name: true, isOn: true } },
  priorityClasses: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.BranchInclude

type Row = Prisma.BranchGetPayload<{ include: typeof parts }>

const openingOf = ({ weekday, opensMinute, closesMinute }: Opening): Opening => ({ weekday, opensMinute, closesMinute })
const dateOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Hours of the branch (`serviceId` null) or of one service, without what it takes over from the branch. */
function ownHours(row: Row, serviceId: string | null): OwnHours {
  const isOwn = (it: { serviceId: string | null }): boolean => it.serviceId === serviceId
  const exceptions = row.hoursPeriods.filter(isOwn).map(({ nameAr: ar, nameEn: en, firstDate, lastDate, openings }) => {
    return { name: { ar, en }, from: dateOf(firstDate), to: dateOf(lastDate), openings: openings.map(openingOf) }
  })
  return { weekly: row.openingHours.filter(isOwn).map(openingOf), exceptions }
}

function serviceOf(row: Row, ofBranch: OwnHours, it: Row['services'][number]): ServiceRecord {
  const own = ownHours(row, it.id)
  const hasOwn = own.weekly.length > 0
  // A holiday of the branch closes every service; its other hours do not open one that has its own.
  const inherited = ofBranch.exceptions.filter(({ openings }) => !hasOwn || openings.length === 0)
  return {
    id: it.id,
    branchId: it.branchId,
    slug: it.slug,
    name: { ar: it.nameAr, en: it.nameEn },
    prefix: it.prefix,
    icon: it.icon,
    typicalMinutes: it.typicalMinutes,
    dailyCap: it.dailyCap,
    status: it.status === 'closed' ? 'closed' : 'open',
    joinBy: it.joinBy as JoinWay[],
    serves: it.serves as ServiceRecord['serves'],
    needsFasting: it.needsFasting,
    numberFrom: it.numberFrom,
    numberTo: it.numberTo,
    ownHours: own,
    // Its own exceptions hold before those of the branch.
    hours: { weekly: hasOwn ? own.weekly : ofBranch.weekly, exceptions: [...own.exceptions, ...inherited] },
  }
}

function pointOf(it: Row['servicePoints'][number]): ServicePointRecord {
  return {
    id: it.id,
    slug: it.slug,
    kind: it.kind === 'counter' ? 'counter' : 'room',
    label: { ar: it.labelAr, en: it.labelEn },
    floor: { ar: it.floorAr, en: it.floorEn },
    directions: { ar: it.directionsAr, en: it.directionsEn },
    colour: it.colour,
    status: it.status === 'closed' ? 'closed' : 'open',
    serviceIds: it.services.map((link) => link.serviceId),
  }
}

function pathwayOf(it: Row['pathways'][number]): PathwayRecord {
  const steps = it.steps.map((step) => ({
    ...{ service: step.serviceId, required: step.required, after: step.afterAll, anyOf: step.afterAny },
    ...{ order: step.orderHint as OrderHint, minGapMinutes: step.minGapMinutes === 0 ? null : step.minGapMinutes },
    ...{ notAfterMinute: step.beforeMinute, exclusiveGroup: step.exclusiveGroup },
  }))
  return { id: it.id, slug: it.slug, name: { ar: it.nameAr, en: it.nameEn }, steps }
}

function classOf({ slug, nameAr, nameEn, kind, ...credit }: Row['priorityClasses'][number]): ClassRecord {
  const { creditMinutes, ratePercent } = credit
  return { slug, name: { ar: nameAr, en: nameEn }, kind: kind as ClassRecord['kind'], creditMinutes, ratePercent }
}

/** Reads every branch with its services, service points, hours, pathways, classes and flags, as stored. The oldest is the first. */
export async function readBranches(through: Pick<Tx, 'branch'>): Promise<BranchRecord[]> {
  const rows = await through.branch.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: parts })
  return rows.map((row) => {
    const hours = ownHours(row, null)
    return {
      id: row.id,
      slug: row.slug,
      name: { ar: row.nameAr, en: row.nameEn },
      timeZone: row.timeZone,
      dayStartsMinute: row.dayStartsMinute,
      digits: row.digits === 'latn' ? 'latn' : 'arab',
      numbersRestart: row.numbersRestart,
      setupVersion: row.setupVersion,
      ownHours: hours,
      flags: flagStates(row.flags),
      services: row.services.map((it) => serviceOf(row, hours, it)),
      servicePoints: row.servicePoints.map(pointOf),
      pathways: row.pathways.map(pathwayOf),
      classes: row.priorityClasses.map(classOf),
    }
  })
}
