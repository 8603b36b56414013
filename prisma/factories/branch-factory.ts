import type { Opening } from '@/lib/features/branches/opening-hours'
import { type BranchRecord, findBranch, forgetBranches } from '@/lib/features/branches/server/branch-directory'
import { createBranch } from '@/lib/features/branches/server/create-branch'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'

/** A clinic to create: one room, no cap and always open by default. */
type ServiceWish = {
  slug: string
  rooms?: number
  dailyCap?: number
  status?: 'open' | 'closed'
  hours?: readonly Opening[]
}

/** Hours that leave out the last minute of each business day, so that nothing goes on across its boundary. */
export const dayClinic: readonly Opening[] = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({
  weekday,
  opensMinute: 240,
  closesMinute: 240 + 1_439,
}))

let made = 0

async function giveHours(branchId: string, serviceId: string, hours: readonly Opening[]): Promise<void> {
  await db().openingHours.createMany({ data: hours.map((it) => ({ id: newId(), branchId, serviceId, ...it })) })
}

/** Creates a branch in Riyadh whose rooms are numbered `room-1`, `room-2`, … through its clinics. */
export async function makeBranch(wishes: readonly ServiceWish[] = [{ slug: 'eyes' }]): Promise<BranchRecord> {
  const slug = `branch-${++made}`
  const services = wishes.map(({ slug: name, rooms = 1 }, i) => {
    const prefix = String.fromCharCode(65 + i)
    return { slug: name, name: { ar: name, en: name }, prefix, typicalMinutes: 5, rooms }
  })
  const name = { ar: 'فرع', en: 'Branch' }
  await db().$transaction((tx) => createBranch(tx, { slug, name, timeZone: 'Asia/Riyadh', template: { services } }))
  const branch = await findBranch(slug)
  for (const wish of wishes) {
    const { id = '' } = branch.services.find((it) => it.slug === wish.slug) ?? {}
    const { dailyCap = null, status = 'open', hours = [] } = wish
    await db().service.update({ where: { id }, data: { dailyCap, status } })
    await giveHours(branch.id, id, hours)
  }
  forgetBranches()
  return findBranch(slug)
}

/** Adds a service to a service point, and returns the updated branch. */
export async function shareRoom(branch: BranchRecord, room: string, service: string): Promise<BranchRecord> {
  const servicePointId = branch.servicePoints.find((it) => it.slug === room)?.id ?? ''
  const serviceId = branch.services.find((it) => it.slug === service)?.id ?? ''
  await db().servicePointService.create({ data: { servicePointId, serviceId } })
  forgetBranches()
  return findBranch(branch.slug)
}

/** The id of a clinic of a branch. */
export function serviceId(branch: BranchRecord, slug: string): string {
  const found = branch.services.find((it) => it.slug === slug)
  if (!found) throw new Error(`no clinic ${slug}`)
  return found.id
}
