import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type BranchRecord, findBranch, listBranches } from '@/lib/features/branches/server/branch-directory'
import { createBranch } from '@/lib/features/branches/server/create-branch'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { getLine } from './get-line'
import { getQueueStatus } from './get-queue-status'
import { getTicket } from './get-ticket'
import { queueSources } from './topic-sources'

let branch: BranchRecord
let clerk: Staff
const eyes = () => branch.services[0]?.id ?? ''
const version = async () => (await db().branch.findUniqueOrThrow({ where: { id: branch.id } })).setupVersion
beforeEach(async () => {
  branch = await makeBranch([{ slug: 'eyes' }])
  clerk = await makeStaff(branch)
})

/** Adds a clinic with a room, as another process whose announcement is lost. */
async function addClinicElsewhere(slug: string): Promise<{ room: string; serviceId: string }> {
  const [serviceId, servicePointId] = [newId(), newId()]
  const names = { nameAr: slug, nameEn: slug, prefix: 'Z', icon: slug, typicalMinutes: 5 }
  await db().service.create({ data: { id: serviceId, branchId: branch.id, slug, ...names } })
  const room = `${slug}-room`
  const label = { labelAr: room, labelEn: room, kind: 'room' }
  await db().servicePoint.create({ data: { id: servicePointId, branchId: branch.id, slug: room, ...label } })
  await db().servicePointService.create({ data: { servicePointId, serviceId } })
  return { room, serviceId }
}

describe('a clinic that another process added without an announcement is known to the next request', () => {
  test('to take a turn, call, read the line and the ticket', async () => {
    const { room } = await addClinicElsewhere('lab')
    const actor = makeVisitor()
    const ticket = await takeTurn(branch, 'lab', { actor })
    expect(await getTicket(actor, ticket, new Date())).toMatchObject({ service: { slug: 'lab' } })
    expect(await callNext(clerk, branch, { service: 'lab', room })).toMatchObject({ goTo: { slug: room } })
  })
  test('to read its line', async () => {
    await addClinicElsewhere('lab')
    expect(await getLine(clerk, { service: 'lab', branch: branch.slug }, new Date())).toMatchObject({ tickets: [] })
  })
  test('to read its public state', async () => {
    await addClinicElsewhere('lab')
    const { snapshot } = await getQueueStatus({ service: 'lab', branch: branch.slug }, new Date())
    expect(snapshot.service).toBe('lab')
  })
  test('to follow it', async () => {
    const { serviceId } = await addClinicElsewhere('lab')
    const [queues] = queueSources
    const topics = await queues?.find({ actor: clerk, branchId: branch.id, names: ['lab'], now: new Date() })
    expect(topics).toEqual([`queue:${serviceId}`])
  })
  test('to be moved to it', async () => {
    const ticket = await takeTurn(branch, 'eyes')
    await addClinicElsewhere('lab')
    expect(await act(clerk, 'transfer', ticket, { service: 'lab' })).toMatchObject({ service: { slug: 'lab' } })
  })
  test('to change a ticket in its line', async () => {
    const ticket = await takeTurn(branch, 'eyes')
    const { serviceId } = await addClinicElsewhere('lab')
    await db().queueDay.create({ data: { serviceId, businessDate: new Date(ticket.businessDate), waiting: 1 } })
    await db().ticket.update({ where: { id: ticket.id }, data: { serviceId } })
    expect(await act(clerk, 'cancel', ticket)).toMatchObject({ state: 'cancelled', service: { slug: 'lab' } })
  })
})

describe('a change by another process without an announcement applies to the next command', () => {
  test('a closed clinic issues no more tickets', async () => {
    await takeTurn(branch, 'eyes')
    await db().service.update({ where: { id: eyes() }, data: { status: 'closed' } })
    await expect(takeTurn(branch, 'eyes')).rejects.toMatchObject({ code: 'service_closed' })
  })
  test('new hours apply to the next ticket', async () => {
    await db().openingHours.deleteMany({ where: { branchId: branch.id } })
    await expect(takeTurn(branch, 'eyes')).rejects.toMatchObject({ code: 'service_closed' })
  })
  test('a room that no longer serves the clinic calls nobody', async () => {
    await takeTurn(branch, 'eyes')
    await db().servicePointService.deleteMany({ where: { serviceId: eyes() } })
    await expect(callNext(clerk, branch, { service: 'eyes', room: 'room-1' })).rejects.toMatchObject({
      code: 'service_point_not_serving',
    })
  })
})

describe('the version of the set-up', () => {
  test.each([
    ['a clinic', () => db().service.update({ where: { id: eyes() }, data: { typicalMinutes: 9 } })],
    ['a room', () => db().servicePoint.updateMany({ where: { branchId: branch.id }, data: { labelEn: 'New' } })],
    ['what a room serves', () => db().servicePointService.deleteMany({ where: { serviceId: eyes() } })],
    ['hours', () => db().openingHours.deleteMany({ where: { branchId: branch.id } })],
    ['the branch', () => db().branch.update({ where: { id: branch.id }, data: { nameEn: 'New' } })],
  ])('is raised by the transaction that changes %s', async (_, change) => {
    const before = await version()
    await change()
    expect(await version()).toBeGreaterThan(before)
  })
  test('is not raised by a change that is rolled back, which is not cached either', async () => {
    const before = await version()
    const slug = `never-${branch.slug}`
    const rolledBack = db().$transaction(async (tx) => {
      const name = { ar: 'لا', en: 'Never' }
      await createBranch(tx, { slug, name, timeZone: 'Asia/Riyadh', template: { services: [] } })
      expect((await findBranch(slug, tx)).name).toEqual(name)
      throw new Error('no power')
    })
    await expect(rolledBack).rejects.toThrow('no power')
    expect(await version()).toBe(before)
    expect((await listBranches()).map((it) => it.slug)).not.toContain(slug)
  })
  test('is compared once for an unknown name, and the set-up is not read again when it is the same', async () => {
    await listBranches()
    const reads = vi.spyOn(db().branch, 'findMany')
    await expect(findBranch('nowhere')).rejects.toMatchObject({ code: 'unknown_branch' })
    expect(reads).toHaveBeenCalledTimes(1)
    reads.mockRestore()
  })
})
