import 'server-only'
import { type Broadcast, broadcast } from '@/lib/server/broadcast'
import { db, type Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { redisSubscriber } from '@/lib/server/redis'
import { singleton } from '@/lib/server/singleton'
import { AppError, isAppError } from '@/lib/shared/errors'
import { addDays, businessDate, instantOf } from '@/lib/shared/time'
import { isOpenAcross } from '../opening-hours'
import { type Availability, availabilityOf } from '../rules'
import type { BranchRecord, ClassRecord, PathwayRecord, ServicePointRecord, ServiceRecord } from './branch-records'
import { readBranches } from './read-branches'

export type { BranchRecord, ClassRecord, ServicePointRecord, ServiceRecord } from './branch-records'

/** A set-up older than this is reloaded in the background, in case an announcement was lost; */
const freshMs = 5_000
/** one older than this is no longer used. */
const usableMs = 60_000

type Cache = {
  known: BranchRecord[] | null
  readAt: number
  loading: Promise<BranchRecord[]> | null
  comparing: Promise<boolean> | null
  forgotten: number
  /** The transactions that change a set-up. What they read is not cached, because it is not committed. */
  changedBy: WeakSet<Tx>
}
/** A committed change of a branch's set-up. */
type SetupChange = { branchId: string; version: number }
const changes = (): Broadcast<SetupChange> => broadcast('set-up')

/** Calls the listener after every committed change of a set-up, and when one may have been missed. */
export function onSetupChange(listener: () => void): void {
  changes().subscribe(listener, listener)
}

const cache = (): Cache =>
  singleton('branch-directory', () => {
    const holder: Cache = {
      ...{ known: null, readAt: 0, loading: null, comparing: null, forgotten: 0 },
      changedBy: new WeakSet(),
    }
    const isKnown = ({ branchId, version }: SetupChange): boolean =>
      holder.known?.some((it) => it.id === branchId && it.setupVersion >= version) ?? false
    changes().subscribe(
      (change) => {
        if (!isKnown(change)) forget(holder)
      },
      () => forget(holder),
    )
    return holder
  })

function forget(holder: Cache): void {
  Object.assign(holder, { known: null, readAt: 0, loading: null, forgotten: holder.forgotten + 1 })
}

async function reload(holder: Cache, through: Pick<Tx, 'branch'>): Promise<BranchRecord[]> {
  const { forgotten } = holder
  const branches = await readBranches(through)
  if (holder.forgotten === forgotten) Object.assign(holder, { known: branches, readAt: Date.now() })
  return branches
}

function loadOnce(holder: Cache): Promise<BranchRecord[]> {
  if (holder.loading) return holder.loading
  const loading = reload(holder, db()).finally(() => {
    if (holder.loading === loading) holder.loading = null
  })
  holder.loading = loading
  return loading
}

/** Whether announcements of other processes are not received at present. */
function isDeaf(): boolean {
  const subscriber = redisSubscriber()
  return subscriber !== null && subscriber.status !== 'ready'
}

/** Compares the versions in memory with the stored ones; clears the set-up when it is older, and returns whether it was. */
async function refreshSetup(through: Pick<Tx, 'branch'> = db()): Promise<boolean> {
  const stored = await through.branch.findMany({ select: { id: true, setupVersion: true } })
  const holder = cache()
  const known = new Map(holder.known?.map((it) => [it.id, it.setupVersion]))
  const isOld = stored.some((it) => it.setupVersion > (known.get(it.id) ?? 0))
  if (isOld) forget(holder)
  return isOld
}

/** Compares with the database in a query that starts after this call and is shared with concurrent calls. */
async function compareOnce(holder: Cache): Promise<void> {
  // A running comparison started before this call.
  await holder.comparing?.catch(() => undefined)
  holder.comparing ??= refreshSetup().finally(() => {
    holder.comparing = null
  })
  await holder.comparing
}

/**
 * Every branch with its services, service points and flags, from memory. The next call sees an announced change, and, by
 * comparing versions, any change while announcements are not received. Inside a transaction pass its handle: the read must
 * not wait for another connection, which may itself be waiting for the transaction to end. In a transaction `lockLines`
 * compares the version.
 */
export async function listBranches(tx?: Tx): Promise<BranchRecord[]> {
  const holder = cache()
  if (tx && holder.changedBy.has(tx)) return readBranches(tx)
  // Without the database the known set-up stays in use.
  if (!tx && holder.known && isDeaf()) await compareOnce(holder).catch(() => undefined)
  const age = Date.now() - holder.readAt
  if (!holder.known || age > usableMs) return tx ? reload(holder, tx) : loadOnce(holder)
  // On failure the next call retries; the known set-up stays in use.
  if (age > freshMs && !tx) loadOnce(holder).catch(() => undefined)
  return holder.known
}

const setupErrors: readonly string[] = [
  'unknown_branch',
  'unknown_service',
  'unknown_service_point',
  'unknown_pathway',
  'unknown_class',
  'service_point_not_serving',
  'service_point_closed',
]

/**
 * Looks something up in the set-up. When it is not found, and the set-up in memory is older than the stored one, repeats the
 * look-up once: so a clinic that another process has just added is found.
 */
export async function withFreshSetup<T>(lookUp: () => T | Promise<T>, tx?: Tx): Promise<T> {
  try {
    return await lookUp()
  } catch (error) {
    if (!isAppError(error) || !setupErrors.includes(error.code) || !(await refreshSetup(tx))) throw error
    return await lookUp()
  }
}

/** Clears the set-up in this process only. */
export function forgetBranches(): void {
  forget(cache())
}

/** Records that a transaction changes a set-up, so that what it reads is not cached. */
export function noteSetupChange(tx: Tx): void {
  cache().changedBy.add(tx)
}

/**
 * Raises the version of a branch's set-up, in the transaction that changes it. The database does so by itself where rows of
 * services, service points, hours, pathways or the branch change. The branch's row stays locked until the
 * commit, so changes of one branch are serialised. Returns the new version, to be announced after the commit.
 */
export async function raiseSetupVersion(tx: Tx, branchId: string): Promise<number> {
  noteSetupChange(tx)
  const { setupVersion } = await tx.branch.update({
    where: { id: branchId },
    data: { setupVersion: { increment: 1 } },
    select: { setupVersion: true },
  })
  return setupVersion
}

/** An SQL expression for the stored version of a branch's set-up; null without a branch. */
export function storedSetupVersion(branchId: string | null): Prisma.Sql {
  return Prisma.sql`(SELECT setup_version FROM branch WHERE id = ${branchId}::uuid)`
}

/** Makes every process reload the set-up, after the commit and before the command is answered. */
export function announceSetup(branchId: string, version: number): Promise<void> {
  cache()
  return changes().publish({ branchId, version })
}

/** A branch by its slug; without one, the first branch, which is the oldest. Throws `unknown_branch`. */
export async function findBranch(slug: string | undefined, tx?: Tx): Promise<BranchRecord> {
  return withFreshSetup(async () => {
    const branches = await listBranches(tx)
    const found = slug === undefined ? branches[0] : branches.find((it) => it.slug === slug)
    if (!found) throw new AppError('unknown_branch', { branches: branches.map((it) => it.slug) })
    return found
  }, tx)
}

/** A branch by its id. Throws `unknown_branch`. */
export async function findBranchById(id: string, tx?: Tx): Promise<BranchRecord> {
  return withFreshSetup(async () => {
    const found = (await listBranches(tx)).find((it) => it.id === id)
    if (!found) throw new AppError('unknown_branch')
    return found
  }, tx)
}

/** A service of a branch by its slug. Throws `unknown_service`. */
export function serviceOf(branch: BranchRecord, slug: string): ServiceRecord {
  const found = branch.services.find((it) => it.slug === slug)
  if (!found) throw new AppError('unknown_service', { service: slug })
  return found
}

/** A service point of the branch. Throws `unknown_service_point`. */
export function servicePointOf(branch: BranchRecord, slug: string): ServicePointRecord {
  const point = branch.servicePoints.find((it) => it.slug === slug)
  if (!point) throw new AppError('unknown_service_point', { servicePoint: slug })
  return point
}

/** A pathway of the branch. Throws `unknown_pathway`. */
export function pathwayOf(branch: BranchRecord, slug: string): PathwayRecord {
  const pathway = branch.pathways.find((it) => it.slug === slug)
  if (!pathway) throw new AppError('unknown_pathway', { pathway: slug })
  return pathway
}

/** A class of priority of the branch. Throws `unknown_class`. */
export function classOf(branch: BranchRecord, slug: string): ClassRecord {
  const found = branch.classes.find((it) => it.slug === slug)
  if (!found) throw new AppError('unknown_class', { class: slug })
  return found
}

/** The kind of a class of the branch; a class that is not known yet counts as ordinary. */
export function kindOf(branch: BranchRecord, slug: string): ClassRecord['kind'] {
  return branch.classes.find((it) => it.slug === slug)?.kind ?? 'ordinary'
}

/**
 * The service point to which visitors of a service are called. Throws `unknown_service_point`, `service_point_not_serving`,
 * `service_point_closed`.
 */
export function pointServing(branch: BranchRecord, slug: string, serviceId: string): ServicePointRecord {
  const point = servicePointOf(branch, slug)
  if (!point.serviceIds.includes(serviceId)) throw new AppError('service_point_not_serving', { servicePoint: slug })
  if (point.status === 'closed') throw new AppError('service_point_closed', { servicePoint: slug })
  return point
}

/** The open service points at which a service is given. */
export function openPointsOf(branch: BranchRecord, serviceId: string): ServicePointRecord[] {
  return branch.servicePoints.filter((it) => it.status === 'open' && it.serviceIds.includes(serviceId))
}

/** The business day of a branch at `now`, `YYYY-MM-DD`. */
export function businessDateOf(branch: BranchRecord, now: Date): string {
  return businessDate(now, branch.timeZone, branch.dayStartsMinute)
}

/** The services that were open across the beginning of the business day of `now`. */
export function openAcrossDays(branch: BranchRecord, now: Date): ServiceRecord[] {
  const began = instantOf(businessDateOf(branch, now), branch.dayStartsMinute, branch.timeZone)
  return branch.services.filter((it) => isOpenAcross(it.hours, began, branch.timeZone))
}

/** Whether a service takes anybody at `now`, however many it has taken. */
export function openingOf(branch: BranchRecord, service: ServiceRecord, now: Date): Availability {
  return availabilityOf({ ...service, dailyCap: null }, 0, now, branch.timeZone, nextBusinessDayAt(branch, now))
}

/** When the business day after that of `now` begins. */
export function nextBusinessDayAt(branch: BranchRecord, now: Date): Date {
  return instantOf(addDays(businessDateOf(branch, now), 1), branch.dayStartsMinute, branch.timeZone)
}
