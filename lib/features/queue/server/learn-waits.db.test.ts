import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { type LineLearned, newLineLearned, type PointLearned } from '@/lib/features/estimates/learned'
import { refreshLearned } from '@/lib/features/estimates/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { QueueSnapshot, TicketDto } from '../contract'
import { getQueueStatus } from './get-queue-status'
import { getTicket } from './get-ticket'
import { learnIn, learnWaits } from './learn-waits'
import { tellChangedWaits } from './tell-changed-waits'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 9, minute))

describe('the waits of a line', () => {
  let branch: BranchRecord
  let clerk: Staff
  let tickets: TicketDto[]

  const shown = async (minute: number): Promise<QueueSnapshot> =>
    (await getQueueStatus({ service: 'eyes', branch: branch.slug }, at(minute))).snapshot

  /** What the job does, at a time, until everybody is told. */
  async function look(minute: number): Promise<QueueSnapshot> {
    await learnIn(branch, at(minute))
    const { version } = await shown(minute)
    const events = await db().eventLog.count({ where: { branchId: branch.id } })
    await tellChangedWaits(branch, at(minute))
    const isTold = (await db().eventLog.count({ where: { branchId: branch.id } })) > events
    if (isTold) await vi.waitFor(async () => expect((await shown(minute)).version).toBeGreaterThan(version))
    return shown(minute)
  }

  async function serve(minute: number): Promise<TicketDto> {
    const ticket = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: at(minute) })
    return act(clerk, 'start', ticket, {}, { now: at(minute) })
  }

  // Four have come, the first of them is in the only room; a visit there takes five minutes.
  beforeEach(async () => {
    branch = await makeBranch()
    clerk = await makeStaff(branch)
    await learnIn(branch, at(0))
    tickets = []
    for (const minute of [1, 1, 2, 3]) tickets.push(await takeTurn(branch, 'eyes', { now: at(minute) }))
  })

  test('have no minutes where nobody has begun to serve', async () => {
    expect((await look(4)).waits).toEqual([null, null, null, null])
  })
  test('are told to all who wait once somebody serves, the later the longer', async () => {
    await serve(4)
    const { waits, waiting } = await look(5)
    expect(waits).toHaveLength(3)
    const [first, , last] = waits
    expect(first?.[0]).toBe(0)
    expect(last?.[1]).toBeGreaterThan(first?.[1] ?? Infinity)
    const mine = await getTicket(clerk, { id: tickets.at(-1)?.id ?? '' }, at(5))
    expect(waiting.at(-1)).toBe(mine.code)
    expect(mine.wait).toEqual({ low: last?.[0], high: last?.[1] })
  })
  test('stay true while nothing happens: a visit that takes long moves them', async () => {
    await serve(4)
    const before = await look(5)
    const after = await look(40)
    expect(after.version).toBeGreaterThan(before.version)
    expect(after.waits.at(-1)?.[1]).toBeGreaterThanOrEqual(before.waits.at(-1)?.[1] ?? Infinity)
    expect(after.waiting).toEqual(before.waiting)
  })
  test('are sent only when one has changed', async () => {
    await serve(4)
    const { version } = await look(5)
    expect((await look(5)).version).toBe(version)
  })
  test('are in the state that a command sends, without waiting for the job', async () => {
    await serve(4)
    await look(5)
    const { waits } = await shown(5)
    await takeTurn(branch, 'eyes', { now: at(6) })
    await vi.waitFor(async () => expect((await shown(6)).waits).toHaveLength(waits.length + 1))
    expect((await shown(6)).waits.at(-1)).not.toBeNull()
  })
  test('are hidden where they have been bad', async () => {
    await serve(4)
    await look(5)
    const line = serviceId(branch, 'eyes')
    const trust = { late: { mean: 0.5, count: 40 }, isHidden: true }
    const learned = { ...newLineLearned(5), trust }
    const create = { serviceId: line, branchId: branch.id, learned }
    await db().estimateLine.upsert({ where: { serviceId: line }, update: { learned }, create })
    await refreshLearned(branch.id)
    await tellChangedWaits(branch, at(5))
    await vi.waitFor(async () => expect((await shown(5)).waits).toEqual([null, null, null]))
  })

  test('are learned from: how long visits take, and how good the estimate was', async () => {
    const served = await serve(4)
    await look(5)
    await act(clerk, 'finish', served, {}, { now: at(11) })
    await serve(12)
    await look(13)
    const stored = await db().estimateLine.findUniqueOrThrow({ where: { serviceId: serviceId(branch, 'eyes') } })
    const learned = stored.learned as unknown as LineLearned
    expect(learned.times).toMatchObject({ count: 1 })
    expect(learned.times.mean).toBeGreaterThan(5)
    expect(learned.habits.handover.count).toBe(1)
    const errors = await db().estimateError.findMany({ where: { serviceId: serviceId(branch, 'eyes') } })
    expect(errors).toMatchObject([{ waits: 1 }])
    const told = await db().toldWait.findMany({ where: { branchId: branch.id } })
    expect(new Set(told.map((it) => it.ticketId))).toEqual(new Set(tickets.slice(2).map((it) => it.id)))
  })
  test('are learned from where call-next ends the visit: there is no pause before the next', async () => {
    await serve(4)
    await serve(10)
    await learnIn(branch, at(11))
    const stored = await db().estimateLine.findUniqueOrThrow({ where: { serviceId: serviceId(branch, 'eyes') } })
    const { handover } = (stored.learned as unknown as LineLearned).habits
    expect(handover.count).toBe(1)
    expect(handover.mean).toBeLessThan(0.5)
  })
  test('are compared with what was told also for who was called just before the job looked', async () => {
    await serve(4)
    await learnIn(branch, at(5))
    await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: new Date(at(13).getTime() - 2_000) })
    await learnIn(branch, at(13))
    await learnIn(branch, at(14))
    const errors = await db().estimateError.findMany({ where: { serviceId: serviceId(branch, 'eyes') } })
    expect(errors).toMatchObject([{ waits: 1 }])
  })
  test('are sent once, also where nobody follows the queue, and not again after a command that has sent them', async () => {
    const sent = () => db().eventLog.count({ where: { branchId: branch.id } })
    await serve(4)
    await learnIn(branch, at(5))
    const before = await sent()
    await tellChangedWaits(branch, at(5))
    const after = await sent()
    expect(after).toBeGreaterThan(before)
    await tellChangedWaits(branch, at(5))
    expect(await sent()).toBe(after)
    await takeTurn(branch, 'eyes', { now: at(5) })
    const withTurn = await sent()
    await tellChangedWaits(branch, at(5))
    expect(await sent()).toBe(withTurn)
  })
  test('are not told where the only room has stopped calling, until it is known when it usually works', async () => {
    const served = await serve(4)
    await look(5)
    await act(clerk, 'finish', served, {}, { now: at(9) })
    await look(10)
    expect((await look(25)).waits).toEqual([null, null, null])
    const [stored] = await db().estimatePoint.findMany({ where: { branchId: branch.id } })
    expect((stored?.learned as unknown as PointLearned).state).toBe('away')
  })
})

test('the wait of who would come now stays true while somebody is served and nobody waits', async () => {
  const branch = await makeBranch()
  const clerk = await makeStaff(branch)
  await learnIn(branch, at(0))
  await takeTurn(branch, 'eyes', { now: at(1) })
  await act(
    clerk,
    'start',
    await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: at(4) }),
    {},
    { now: at(4) },
  )
  await learnIn(branch, at(5))
  await tellChangedWaits(branch, at(5))
  const told = await db().eventLog.count({ where: { branchId: branch.id } })
  await learnIn(branch, at(40))
  await tellChangedWaits(branch, at(40))
  expect(await db().eventLog.count({ where: { branchId: branch.id } })).toBeGreaterThan(told)
})

test('who would be called after the clinic has closed is told no minutes', async () => {
  const hours = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opensMinute: 480, closesMinute: 730 }))
  const branch = await makeBranch([{ slug: 'eyes', hours }])
  const clerk = await makeStaff(branch)
  await learnIn(branch, at(0))
  for (const minute of [1, 1, 2]) await takeTurn(branch, 'eyes', { now: at(minute) })
  await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: at(4) })
  await learnIn(branch, at(5))
  await tellChangedWaits(branch, at(5))
  const { snapshot } = await getQueueStatus({ service: 'eyes', branch: branch.slug }, at(5))
  expect(snapshot.waits).toEqual([expect.any(Array), null])
})

test('the hours of a room that works past midnight are those of one business day', async () => {
  const night = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 20, 30 + minute))
  const branch = await makeBranch()
  const clerk = await makeStaff(branch)
  await learnIn(branch, night(0))
  await takeTurn(branch, 'eyes', { now: night(1) })
  const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: night(2) })
  await act(clerk, 'start', called, {}, { now: night(2) })
  await act(clerk, 'finish', called, {}, { now: night(62) })
  await learnIn(branch, night(63))
  await learnIn(branch, night(24 * 60))
  const stored = await db().estimatePoint.findFirstOrThrow({ where: { branchId: branch.id } })
  const { hours } = stored.learned as unknown as PointLearned
  // From 23:32 until half an hour after 00:32; the day begins at four.
  expect(hours.flatMap(({ mean }, quarter) => (mean < 15 ? [quarter] : []))).toEqual([78, 79, 80, 81, 82, 83, 84])
})

test('a branch whose waits cannot be learned does not stop the others, and the job is seen to have failed', async () => {
  const [broken, other] = [await makeBranch(), await makeBranch()]
  for (const branch of [broken, other]) await learnIn(branch, at(0))
  const [point] = broken.servicePoints
  await db().estimatePoint.create({ data: { servicePointId: point?.id ?? '', branchId: broken.id, learned: {} } })
  await expect(learnWaits(new AbortController().signal)).rejects.toThrow(TypeError)
  const { learnedUntil } = await db().estimateProgress.findUniqueOrThrow({ where: { branchId: other.id } })
  expect(learnedUntil.getTime()).toBeGreaterThan(at(0).getTime())
})
