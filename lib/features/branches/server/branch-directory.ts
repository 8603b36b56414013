import 'server-only'
import { type Broadcast, broadcast } from '@/lib/server/broadcast'
import { db, type Tx } from '@/lib/server/db/client'
import { singleton } from '@/lib/server/singleton'
import { AppError } from '@/lib/shared/errors'
import type { LocalisedText } from '@/lib/shared/fields'
import { addDays, businessDate, instantOf } from '@/lib/shared/time'
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
  /** Its own hours, or else the branch's. */
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

/** A set-up older than this is reloaded in the background, in case an announcement was lost; */
const freshMs = 5_000
/** one older than this is no longer used. */
const usableMs = 60_000

type Cache = {
  known: BranchRecord[] | null
  readAt: number
  loading: Promise<BranchRecord[]> | null
  forgotten: number
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
    const holder: Cache = { known: null, readAt: 0, loading: null, forgotten: 0 }
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

async function load(through: Pick<Tx, 'branch'>): Promise<BranchRecord[]> {
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

async function reload(holder: Cache, through: Pick<Tx, 'branch'>): Promise<BranchRecord[]> {
  const { forgotten } = holder
  const branches = await load(through)
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

/**
 * Every branch with its services, service points and flags, from memory. An announced change is seen by the next call;
 * any other within 5 s while there are calls. Inside a transaction pass its handle: the read must not wait for another
 * connection, which may itself be waiting for the transaction to end.
 */
export function listBranches(tx?: Tx): Promise<BranchRecord[]> {
  const holder = cache()
  const age = Date.now() - holder.readAt
  if (!holder.known || age > usableMs) return tx ? reload(holder, tx) : loadOnce(holder)
  // On failure the next call retries; the known set-up stays in use.
  if (age > freshMs && !tx) loadOnce(holder).catch(() => undefined)
  return Promise.resolve(holder.known)
}

/** Clears the set-up in this process only. */
export function forgetBranches(): void {
  forget(cache())
}

/**
 * Raises the version of a branch's set-up, in the transaction that changes it. The branch's row stays locked until the
 * commit, so changes of one branch are serialised. Returns the new version, to be announced after the commit.
 */
export async function raiseSetupVersion(tx: Tx, branchId: string): Promise<number> {
  const { setupVersion } = await tx.branch.update({
    where: { id: branchId },
    data: { setupVersion: { increment: 1 } },
    select: { setupVersion: true },
  })
  return setupVersion
}

/** Makes every process reload the set-up, after the commit and before the command is answered. */
export function announceSetup(branchId: string, version: number): Promise<void> {
  cache()
  return changes().publish({ branchId, version })
}

/** A branch by its slug; without one, the only branch. Throws `unknown_branch`. */
export async function findBranch(slug: string | undefined, tx?: Tx): Promise<BranchRecord> {
  const branches = await listBranches(tx)
  const found =
    slug === undefined ? (branches.length === 1 ? branches[0] : undefined) : branches.find((it) => it.slug === slug)
  if (!found) throw new AppError('unknown_branch', { branches: branches.map((it) => it.slug) })
  return found
}

/** A branch by its id. Throws `unknown_branch`. */
export async function findBranchById(id: string, tx?: Tx): Promise<BranchRecord> {
  const found = (await listBranches(tx)).find((it) => it.id === id)
  if (!found) throw new AppError('unknown_branch')
  return found
}

/** A service of a branch by its slug. Throws `unknown_service`. */
export function serviceOf(branch: BranchRecord, slug: string): ServiceRecord {
  const found = branch.services.find((it) => it.slug === slug)
  if (!found) throw new AppError('unknown_service', { service: slug })
  return found
}

/** The business day of a branch at `now`, `YYYY-MM-DD`. */
export function businessDateOf(branch: BranchRecord, now: Date): string {
  return businessDate(now, branch.timeZone, branch.dayStartsMinute)
}

/** When the business day after that of `now` begins. */
export function nextBusinessDayAt(branch: BranchRecord, now: Date): Date {
  return instantOf(addDays(businessDateOf(branch, now), 1), branch.dayStartsMinute, branch.timeZone)
}
