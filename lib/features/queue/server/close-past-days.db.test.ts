import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { dayClinic, makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { closePastDays } from './close-past-days'
import { getTicket, listMyTickets } from './get-ticket'
import { getVisit } from './get-visit'

const day = 86_400_000
const yesterday = { now: new Date(Date.now() - day) }
const inEyes = { service: 'eyes', room: 'room-1', ...yesterday }

describe('after the business day', () => {
  let branch: BranchRecord
  const holder = makeVisitor()
  let done: TicketDto
  let called: TicketDto
  let waiting: TicketDto
  let held: TicketDto
  let fresh: TicketDto
  beforeAll(async () => {
    branch = await makeBranch([{ slug: 'eyes', hours: dayClinic }])
    const clerk = await makeStaff(branch)
    done = await takeTurn(branch, 'eyes', yesterday)
    called = await takeTurn(branch, 'eyes', yesterday)
    waiting = await takeTurn(branch, 'eyes', { actor: holder, ...yesterday })
    held = await takeTurn(branch, 'eyes', yesterday)
    await act(clerk, 'start', await callNext(clerk, branch, inEyes), {}, yesterday)
    await callNext(clerk, branch, inEyes)
    await act(clerk, 'hold', held, {}, yesterday)
    fresh = await takeTurn(branch, 'eyes')
  })
  const stateOf = async (ticket: TicketDto) => (await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })).state

  test('tickets still in line are shown as expired, even before the day is closed', async () => {
    expect(await stateOf(waiting)).toBe('waiting')
    expect(await getTicket(holder, waiting, new Date())).toMatchObject({ state: 'expired', place: null })
    expect(await listMyTickets(holder, new Date())).toEqual([])
  })
  test('closing the day expires every open ticket of that day, and no other', async () => {
    await closePastDays()
    expect(await Promise.all([done, called, waiting, held, fresh].map(stateOf))).toEqual([
      'completed',
      'expired',
      'expired',
      'expired',
      'waiting',
    ])
  })
  test('the counters of that day match its tickets', async () => {
    const past = await db().queueDay.findFirst({
      where: { serviceId: serviceId(branch, 'eyes'), businessDate: new Date(done.businessDate) },
    })
    expect(past).toMatchObject({ waiting: 0, called: 0, inService: 0, onHold: 0, served: 1, expired: 3, waited: 2 })
  })
  test('the audit names the system as actor, and the previous state', async () => {
    const last = await db().ticketTransition.findFirst({ where: { ticketId: called.id }, orderBy: { at: 'desc' } })
    expect(last).toMatchObject({ action: 'expire', fromState: 'called', toState: 'expired', actorKind: 'system' })
    expect(last?.before).toMatchObject({ state: 'called' })
  })
  test('closing the day again changes nothing', async () => {
    const before = await db().ticket.findMany({ orderBy: { id: 'asc' } })
    const history = await db().ticketTransition.count()
    await closePastDays()
    expect(await db().ticket.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
    expect(await db().ticketTransition.count()).toBe(history)
  })
  test('the secret link still works on the next day, but not later', async () => {
    const token = waiting.link.replace('/visit/', '')
    expect((await getVisit(token, new Date()))?.tickets.map((it) => it.state)).toEqual(['expired'])
    expect(await getVisit(token, new Date(Date.now() + day))).toBeNull()
    expect(await getVisit('A'.repeat(22), new Date())).toBeNull()
  })
})

test('a line too long for one transaction is closed in several; an interrupted run is continued by the next', async () => {
  const branch = await makeBranch([{ slug: 'eyes', hours: dayClinic }])
  await Promise.all(Array.from({ length: 600 }, () => takeTurn(branch, 'eyes', yesterday)))
  const where = { branchId: branch.id, state: 'waiting' }
  let looks = 0
  const stoppedAtThird = {
    throwIfAborted: () => {
      if (++looks === 3) throw new Error('the time of the job is over')
    },
  } as AbortSignal
  await expect(closePastDays(stoppedAtThird)).rejects.toThrow('the time of the job is over')
  expect(await db().ticket.count({ where })).toBe(100)
  await closePastDays()
  expect(await db().ticket.count({ where })).toBe(0)
  const past = await db().queueDay.findFirst({
    where: { serviceId: serviceId(branch, 'eyes') },
    orderBy: { businessDate: 'asc' },
  })
  expect(past).toMatchObject({ waiting: 0, expired: 600 })
})
