import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import { instantOf } from '@/lib/shared/time'
import { dayClinic, makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, askForTurn, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { closePastDays } from './close-past-days'
import { getLine } from './get-line'
import { getQueueStatus } from './get-queue-status'
import { getTicket, listMyTickets } from './get-ticket'
import { getVisit } from './get-visit'
import { openDayOf } from './open-business-day'

/** Just before and after the boundary of the business day in Riyadh, which is at four in the morning. */
const before = { now: new Date('2026-11-30T00:59:00Z') }
const after = { now: new Date('2026-11-30T01:01:00Z') }
const dayLater = { now: new Date('2026-12-01T01:01:00Z') }
const [thatDay, nextDay] = ['2026-11-29', '2026-11-30']
const room = { service: 'eyes', room: 'room-1' }

const stored = async ({ id }: { id: string }) =>
  db().ticket.findUnique({ where: { id }, select: { state: true, code: true, businessDate: true, carriedFrom: true } })
const dayOf = (branch: BranchRecord, slug: string, date: string) =>
  db().queueDay.findFirst({ where: { serviceId: serviceId(branch, slug), businessDate: new Date(date) } })

describe('the boundary of the day at a clinic that never closes', () => {
  let branch: BranchRecord
  let clerk: Staff
  let served: TicketDto
  let waiting: TicketDto
  let missed: TicketDto
  let holder: Actor
  beforeEach(async () => {
    holder = makeVisitor()
    branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    clerk = await makeStaff(branch)
    missed = await takeTurn(branch, 'eyes', before)
    await callNext(clerk, branch, { ...room, ...before })
    await act(clerk, 'noAnswer', missed, {}, before)
    served = await takeTurn(branch, 'eyes', before)
    await callNext(clerk, branch, { ...room, ...before })
    await act(clerk, 'start', served, {}, before)
    waiting = await takeTurn(branch, 'eyes', { ...before, actor: holder })
  })

  test('open turns go on with their numbers, states and places, and are served in the new day', async () => {
    const line = await getLine(clerk, { service: 'eyes', branch: branch.slug }, after.now)
    expect(line.tickets.map(({ code, state }) => [code, state])).toEqual([
      [served.code, 'in_service'],
      [waiting.code, 'waiting'],
      [missed.code, 'missed'],
    ])
    expect(await callNext(clerk, branch, { ...room, ...after })).toMatchObject({ id: waiting.id, state: 'called' })
    expect(await stored(served)).toMatchObject({ state: 'completed', carriedFrom: new Date(thatDay) })
    expect(await getTicket(holder, { id: waiting.id }, after.now)).toMatchObject({
      state: 'called',
      businessDate: nextDay,
    })
  })
  test('the first command of the new day finds them, whichever it is', async () => {
    expect(await act(clerk, 'finish', served, {}, after)).toMatchObject({ state: 'completed', businessDate: nextDay })
    expect(await act(holder, 'cancel', waiting, {}, after)).toMatchObject({ state: 'cancelled' })
    expect(await act(clerk, 'resume', missed, {}, after)).toMatchObject({ state: 'waiting', place: 1 })
  })
  test('the counters of both days match their tickets', async () => {
    await openDayOf(branch, after.now)
    expect(await dayOf(branch, 'eyes', thatDay)).toMatchObject({ waiting: 0, inService: 0, missed: 0, waited: 2 })
    expect(await dayOf(branch, 'eyes', nextDay)).toMatchObject({ waiting: 1, inService: 1, missed: 1, carried: 3 })
    expect((await getQueueStatus({ service: 'eyes', branch: branch.slug }, after.now)).snapshot).toMatchObject({
      businessDate: nextDay,
      waiting: [waiting.code],
      serving: [{ code: served.code, state: 'in_service' }],
      missed: [missed.code],
    })
  })
  test('new numbers start again and skip those that are still held, in whatever queue they stand', async () => {
    await act(clerk, 'transfer', missed, { service: 'lab' }, before)
    const codes: string[] = []
    for (let i = 0; i < 2; i++) codes.push((await takeTurn(branch, 'eyes', after)).code)
    expect([missed.code, served.code, waiting.code]).toEqual(['A001', 'A002', 'A003'])
    expect(codes).toEqual(['A004', 'A005'])
    await openDayOf(branch, dayLater.now)
  })
  test('a number is not issued again on that day, even when its ticket is over, because the end can be undone', async () => {
    await act(clerk, 'finish', served, {}, after)
    expect((await takeTurn(branch, 'eyes', after)).code).toBe('A004')
    expect((await dayOf(branch, 'eyes', nextDay))?.lastSequence).toBe(4)
    expect(await act(clerk, 'undo', served, {}, after)).toMatchObject({ state: 'in_service', code: 'A002' })
  })
  test('somebody who asks again gets the turn that goes on, and the link opens it until the end of the day after', async () => {
    expect(await askForTurn(branch, 'eyes', { ...after, actor: holder })).toMatchObject({
      status: 200,
      answer: { id: waiting.id, code: waiting.code },
    })
    expect((await listMyTickets(holder, after.now)).map((it) => it.id)).toEqual([waiting.id])
    const token = waiting.link.replace('/visit/', '')
    expect((await getVisit(token, dayLater.now))?.tickets.map((it) => it.state)).toEqual(['expired'])
  })
  test('a call of the last minute stays on the hall screen', async () => {
    await act(clerk, 'finish', served, {}, before)
    await callNext(clerk, branch, { ...room, ...before })
    const { snapshot } = await getQueueStatus({ service: 'eyes', branch: branch.slug }, after.now)
    expect(snapshot.calls.map(({ code, kind }) => [code, kind])).toEqual([[waiting.code, 'call']])
  })
  test('a command sent just before the boundary is done just after it', async () => {
    await openDayOf(branch, after.now)
    expect(await act(clerk, 'finish', served, {}, before)).toMatchObject({ state: 'completed', businessDate: nextDay })
  })
  test('a turn taken just before the boundary and written just after it is not expired with the old day, and is carried', async () => {
    const now = new Date()
    const boundary = instantOf(businessDateOf(branch, now), 240, 'Asia/Riyadh')
    await openDayOf(branch, now)
    const late = await takeTurn(branch, 'lab', { now: new Date(boundary.getTime() - 1) })
    await closePastDays()
    expect(await stored(late)).toMatchObject({ state: 'waiting', carriedFrom: null })
    await act(clerk, 'hold', late)
    expect(await stored(late)).toMatchObject({ state: 'on_hold', carriedFrom: new Date(late.businessDate) })
  })
  test('the history and the audit say so, and the change of the day cannot be undone', async () => {
    await openDayOf(branch, after.now)
    const last = await db().ticketTransition.findFirst({
      where: { ticketId: waiting.id },
      orderBy: { version: 'desc' },
    })
    expect(last).toMatchObject({ action: 'carry_over', fromState: 'waiting', toState: 'waiting', actorKind: 'system' })
    expect(await db().auditEntry.count({ where: { action: 'ticket.carry_over', subjectId: waiting.id } })).toBe(1)
    await expect(act(clerk, 'undo', served, {}, after)).rejects.toMatchObject({ code: 'nothing_to_undo' })
  })
  test('a turn goes on for one day: after the next boundary it is over', async () => {
    await openDayOf(branch, after.now)
    await openDayOf(branch, dayLater.now)
    expect(await stored(waiting)).toMatchObject({ businessDate: new Date(nextDay) })
    expect(await getTicket(holder, { id: waiting.id }, dayLater.now)).toMatchObject({ state: 'expired' })
  })
  test('many clerks and visitors in the first seconds of the day: nobody is lost, called twice or numbered twice', async () => {
    for (let i = 0; i < 12; i++) await takeTurn(branch, 'eyes', before)
    await act(clerk, 'finish', served, {}, before)
    const clerks = await Promise.all([1, 2, 3].map(() => makeStaff(branch)))
    const works: Promise<unknown>[] = clerks.map((one) => callNext(one, branch, { ...room, ...after }))
    works.push(...Array.from({ length: 12 }, () => takeTurn(branch, 'eyes', after)), openDayOf(branch, after.now))
    const refused = (await Promise.allSettled(works)).flatMap((it) => (it.status === 'rejected' ? [it.reason] : []))
    expect(refused.map((it: { code: string }) => it.code)).toEqual(['service_point_busy', 'service_point_busy'])
    const open = await db().ticket.findMany({
      where: { branchId: branch.id, state: { in: ['waiting', 'called', 'missed'] } },
    })
    expect(open.every((it) => it.businessDate.toISOString().startsWith(nextDay))).toBe(true)
    expect(open).toHaveLength(26)
    expect(new Set(open.map((it) => it.code)).size).toBe(26)
    expect(await dayOf(branch, 'eyes', nextDay)).toMatchObject({ waiting: 24, called: 1, missed: 1 })
  })
})

describe('a clinic that is closed at the boundary, beside one that is not', () => {
  let branch: BranchRecord
  let closed: TicketDto
  beforeAll(async () => {
    branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab', hours: dayClinic }])
    closed = await takeTurn(branch, 'lab', { now: new Date('2026-11-30T00:00:00Z') })
    await openDayOf(branch, after.now)
  })
  test('its turns end with the day', async () => {
    expect(await stored(closed)).toMatchObject({ businessDate: new Date(thatDay), carriedFrom: null })
    const staff = await makeStaff(branch)
    expect(await getTicket(staff, { id: closed.id }, after.now)).toMatchObject({ state: 'expired' })
  })
})
