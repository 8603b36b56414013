import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { dayClinic, makeBranch, shareRoom } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { getQueueStatus } from './get-queue-status'

const refusal = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })

const minute = (count: number): Date => new Date(Date.UTC(2026, 10, 22, 9, count))
const inEyes = { service: 'eyes', room: 'room-1' }

describe('calling the next', () => {
  test('takes the visitor who waited longest, and says where to go', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const first = await takeTurn(branch, 'eyes', { now: minute(0) })
    await takeTurn(branch, 'eyes', { now: minute(1) })
    expect(await callNext(clerk, branch, { ...inEyes, now: minute(5) })).toMatchObject({
      id: first.id,
      state: 'called',
      callCount: 1,
      calledAt: minute(5).toISOString(),
      goTo: { slug: 'room-1' },
      place: null,
      version: 2,
    })
  })
  test('takes the lower number of two tickets issued in the same instant', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const tickets = await Promise.all([0, 1, 2].map(() => takeTurn(branch, 'eyes', { now: minute(0) })))
    const called = await callNext(clerk, branch, { ...inEyes, now: minute(1) })
    expect(called.number).toBe(1)
    expect(tickets.map((it) => it.number).sort()).toEqual([1, 2, 3])
  })
  test('finishes the ticket in service at that room, in the same transaction', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const first = await takeTurn(branch, 'eyes')
    const second = await takeTurn(branch, 'eyes')
    await act(clerk, 'start', await callNext(clerk, branch, inEyes))
    expect((await callNext(clerk, branch, inEyes)).id).toBe(second.id)
    expect(await db().ticket.findUnique({ where: { id: first.id } })).toMatchObject({ state: 'completed' })
    const { snapshot } = await getQueueStatus({ service: 'eyes', branch: branch.slug }, new Date())
    expect(snapshot.counts).toMatchObject({ waiting: 0, called: 1, inService: 0, served: 1 })
    expect(snapshot.serving.map((it) => it.code)).toEqual([second.code])
  })
  test('leaves the ticket in service unchanged when nobody waits', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const only = await takeTurn(branch, 'eyes')
    await act(clerk, 'start', await callNext(clerk, branch, inEyes))
    await expect(callNext(clerk, branch, inEyes)).rejects.toEqual(refusal('queue_empty', { service: 'eyes' }))
    expect(await db().ticket.findUnique({ where: { id: only.id } })).toMatchObject({ state: 'in_service' })
  })
  test('skips tickets on hold and no-shows', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const held = await takeTurn(branch, 'eyes')
    await takeTurn(branch, 'eyes')
    const third = await takeTurn(branch, 'eyes')
    await act(clerk, 'hold', held)
    await act(clerk, 'noAnswer', await callNext(clerk, branch, inEyes))
    expect((await callNext(clerk, branch, inEyes)).id).toBe(third.id)
  })
  test('ignores yesterday’s line', async () => {
    const branch = await makeBranch([{ slug: 'eyes', hours: dayClinic }])
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes', { now: minute(0) })
    const tomorrow = new Date(minute(0).getTime() + 86_400_000)
    await expect(callNext(clerk, branch, { ...inEyes, now: tomorrow })).rejects.toEqual(refusal('queue_empty'))
  })
})

describe('a call that is refused', () => {
  let branch: BranchRecord
  let clerk: Staff
  beforeAll(async () => {
    branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    clerk = await makeStaff(branch)
  })
  test('because somebody was just called there names that ticket', async () => {
    await takeTurn(branch, 'eyes')
    await takeTurn(branch, 'eyes')
    const called = await callNext(clerk, branch, inEyes)
    const busy = { ticket: called.id, code: called.code, state: 'called' }
    await expect(callNext(clerk, branch, inEyes)).rejects.toEqual(refusal('service_point_busy', busy))
  })
  test('because nobody waits', async () => {
    const lab = callNext(clerk, branch, { service: 'lab', room: 'room-2' })
    await expect(lab).rejects.toEqual(refusal('queue_empty', { service: 'lab' }))
  })
  test('because the clinic or the room does not exist', async () => {
    await expect(callNext(clerk, branch, { service: 'none', room: 'room-1' })).rejects.toEqual(
      refusal('unknown_service'),
    )
    const nowhere = callNext(clerk, branch, { service: 'eyes', room: 'room-99' })
    await expect(nowhere).rejects.toEqual(refusal('unknown_service_point', { servicePoint: 'room-99' }))
  })
  test('because the room serves another clinic', async () => {
    const wrong = callNext(clerk, branch, { service: 'eyes', room: 'room-2' })
    await expect(wrong).rejects.toEqual(refusal('service_point_not_serving', { servicePoint: 'room-2' }))
  })
  test('because the caller may not', async () => {
    const stranger = await makeStaff(await makeBranch())
    const reception = await makeStaff(branch, 'reception')
    await expect(callNext(stranger, branch, inEyes)).rejects.toEqual(refusal('not_allowed'))
    await expect(callNext(reception, branch, inEyes)).rejects.toEqual(refusal('not_allowed'))
    await expect(callNext(makeVisitor(), branch, inEyes)).rejects.toEqual(refusal('not_signed_in'))
  })
  test('changes nothing', async () => {
    const before = await db().ticket.findMany({ where: { branchId: branch.id }, orderBy: { id: 'asc' } })
    await expect(callNext(clerk, branch, inEyes)).rejects.toEqual(refusal('service_point_busy'))
    expect(await db().ticket.findMany({ where: { branchId: branch.id }, orderBy: { id: 'asc' } })).toEqual(before)
  })
})

describe('a room that serves two clinics', () => {
  test('has one visitor at a time, whichever clinic calls', async () => {
    const branch = await shareRoom(await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }]), 'room-1', 'lab')
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const lab = await takeTurn(branch, 'lab')
    const called = await callNext(clerk, branch, inEyes)
    const inLab = { service: 'lab', room: 'room-1' }
    await expect(callNext(clerk, branch, inLab)).rejects.toEqual(refusal('service_point_busy', { ticket: called.id }))
    await act(clerk, 'start', called)
    expect((await callNext(clerk, branch, inLab)).id).toBe(lab.id)
    expect(await db().ticket.findUnique({ where: { id: called.id } })).toMatchObject({ state: 'completed' })
    const { snapshot } = await getQueueStatus({ service: 'eyes', branch: branch.slug }, new Date())
    expect(snapshot.counts).toMatchObject({ inService: 0, served: 1 })
  })
})
