import { describe, expect, test } from 'vitest'
import type { Reply } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { AppError } from '@/lib/shared/errors'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, askForTurn, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const upTo = (count: number): number[] => times(count, (at) => at + 1)

type Outcomes = { done: TicketDto[]; refused: string[] }

async function outcomesOf(work: Promise<TicketDto>[]): Promise<Outcomes> {
  const settled = await Promise.allSettled(work)
  return {
    done: settled.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : [])),
    refused: settled.flatMap((it) => (it.status === 'rejected' ? [(it.reason as AppError).code] : [])),
  }
}

describe('many at once', () => {
  test('200 people in four clinics get each number once, without gaps', async () => {
    const slugs = ['eyes', 'lab', 'xray', 'ent']
    const branch = await makeBranch(slugs.map((slug) => ({ slug })))
    const tickets = await Promise.all(times(200, (at) => takeTurn(branch, slugs[at % 4] ?? '')))
    for (const slug of slugs) {
      const numbers = tickets.filter((it) => it.service.slug === slug).map((it) => it.number)
      expect(numbers.sort((a, b) => a - b)).toEqual(upTo(50))
    }
    expect(new Set(tickets.map((it) => it.code)).size).toBe(200)
    expect(new Set(tickets.map((it) => it.link)).size).toBe(200)
  })
  test('50 clerks calling from 50 rooms never get the same person, and take the first 50', async () => {
    const branch = await makeBranch([{ slug: 'eyes', rooms: 50 }])
    const clerk = await makeStaff(branch)
    await Promise.all(times(60, () => takeTurn(branch, 'eyes')))
    const called = await Promise.all(
      upTo(50).map((room) => callNext(clerk, branch, { service: 'eyes', room: `room-${room}` })),
    )
    expect(called.map((it) => it.number).sort((a, b) => a - b)).toEqual(upTo(50))
    expect(new Set(called.map((it) => it.goTo?.slug)).size).toBe(50)
  })
  test('when fewer visitors wait than clerks call, each visitor is called once and the other clerks are told', async () => {
    const branch = await makeBranch([{ slug: 'eyes', rooms: 20 }])
    const clerk = await makeStaff(branch)
    await Promise.all(times(7, () => takeTurn(branch, 'eyes')))
    const { done, refused } = await outcomesOf(
      upTo(20).map((room) => callNext(clerk, branch, { service: 'eyes', room: `room-${room}` })),
    )
    expect(done.map((it) => it.number).sort((a, b) => a - b)).toEqual(upTo(7))
    expect(refused).toEqual(times(13, () => 'queue_empty'))
  })
  test('two calls from one room at once call one person', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await Promise.all(times(5, () => takeTurn(branch, 'eyes')))
    const { done, refused } = await outcomesOf(
      times(8, () => callNext(clerk, branch, { service: 'eyes', room: 'room-1' })),
    )
    expect(done).toHaveLength(1)
    expect(refused).toEqual(times(7, () => 'service_point_busy'))
  })
  test('visitors join while clerks call: nobody is lost or called twice', async () => {
    const branch = await makeBranch([{ slug: 'eyes', rooms: 10 }])
    const clerk = await makeStaff(branch)
    await Promise.all(times(10, () => takeTurn(branch, 'eyes')))
    const joining = Promise.all(times(40, () => takeTurn(branch, 'eyes')))
    const calling = Promise.all(
      upTo(10).map((room) => callNext(clerk, branch, { service: 'eyes', room: `room-${room}` })),
    )
    const [joined, called] = await Promise.all([joining, calling])
    expect(joined.map((it) => it.number).sort((a, b) => a - b)).toEqual(times(40, (at) => at + 11))
    expect(new Set(called.map((it) => it.id)).size).toBe(10)
    const states = await db().ticket.groupBy({ by: ['state'], where: { branchId: branch.id }, _count: true })
    expect(Object.fromEntries(states.map((it) => [it.state, it._count]))).toEqual({ called: 10, waiting: 40 })
  })
})

describe('one ticket', () => {
  test.each([
    ['with the version they saw', true, 'stale_version'],
    ['without a version', false, 'wrong_state'],
  ])('started by ten at once, %s, starts once', async (_, withVersion, code) => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
    const body = withVersion ? { version: called.version } : {}
    const { done, refused } = await outcomesOf(times(10, () => act(clerk, 'start', called, body)))
    expect(done.map((it) => it.state)).toEqual(['in_service'])
    expect(refused).toEqual(times(9, () => code))
    expect(await db().ticketTransition.count({ where: { ticketId: called.id, action: 'start' } })).toBe(1)
  })
  test('undone by ten at once is undone once', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
    const { done } = await outcomesOf(times(10, () => act(clerk, 'undo', called, { version: called.version })))
    expect(done.map((it) => it.state)).toEqual(['waiting'])
    expect(await db().ticketTransition.count({ where: { ticketId: called.id, action: 'undo' } })).toBe(1)
  })
  test('that its holder cancels while a clerk calls it ends in one of the two states', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const actor = makeVisitor()
    const ticket = await takeTurn(branch, 'eyes', { actor })
    await outcomesOf([
      act(actor, 'cancel', ticket, { version: ticket.version }),
      callNext(clerk, branch, { service: 'eyes', room: 'room-1' }),
    ])
    const after = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
    expect(['cancelled', 'called']).toContain(after.state)
    expect(after.version).toBe(2)
  })
  test.each([5, 20])('recalled by %i at once counts every recall', async (many) => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
    await Promise.all(times(many, () => act(clerk, 'recall', called)))
    const after = await db().ticket.findUniqueOrThrow({ where: { id: called.id } })
    expect(after).toMatchObject({ callCount: 1 + many, version: called.version + many })
  })
  test('transferred by 20 at once to four queues goes from one to another, and each clerk gets an answer', async () => {
    const slugs = ['eyes', 'lab', 'xray', 'ent']
    const branch = await makeBranch(slugs.map((slug) => ({ slug })))
    const clerk = await makeStaff(branch)
    const ticket = await takeTurn(branch, 'eyes')
    const { done, refused } = await outcomesOf(
      times(20, (at) => act(clerk, 'transfer', ticket, { service: slugs[at % 4] ?? '' })),
    )
    // Refused is only who moves it to the queue in which it is by then; in some orders nobody does.
    expect(refused.filter((code) => code !== 'wrong_state')).toEqual([])
    expect(done.length + refused.length).toBe(20)
    const after = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
    expect(after.version).toBe(1 + done.length)
    expect(done.map((it) => it.version).sort((a, b) => a - b)).toEqual(times(done.length, (at) => at + 2))
  })
  test('changed by everybody in every way at once: each either succeeds or gets its own refusal', async () => {
    const branch = await makeBranch([{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }])
    const clerk = await makeStaff(branch)
    const ticket = await takeTurn(branch, 'eyes')
    const ways = [
      () => callNext(clerk, branch, { service: 'eyes', room: 'room-1' }),
      () => callNext(clerk, branch, { service: 'eyes', room: 'room-2' }),
      () => act(clerk, 'recall', ticket),
      () => act(clerk, 'start', ticket),
      () => act(clerk, 'hold', ticket),
      () => act(clerk, 'resume', ticket),
      () => act(clerk, 'noAnswer', ticket),
      () => act(clerk, 'transfer', ticket, { service: 'lab' }),
      () => act(clerk, 'transfer', ticket, { service: 'eyes' }),
      () => act(clerk, 'undo', ticket),
    ]
    const { done, refused } = await outcomesOf(
      times(40, (at) => ways[at % ways.length]?.() ?? Promise.reject(new Error())),
    )
    const own = ['wrong_state', 'queue_empty', 'all_busy_elsewhere', 'nothing_to_undo', 'service_point_busy']
    expect(refused.filter((code) => !own.includes(code))).toEqual([])
    const after = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
    expect(after.version).toBe(1 + done.length)
  })
})

describe('one person', () => {
  test('who asks a hundred times with one key gets the same ticket each time', async () => {
    const branch = await makeBranch()
    const actor = makeVisitor()
    const now = new Date()
    const replies: Reply[] = await Promise.all(
      times(100, () => askForTurn(branch, 'eyes', { actor, now, key: 'hundred' })),
    )
    expect(new Set(replies.map((it) => it.status))).toEqual(new Set([201]))
    for (const reply of replies) expect(reply.answer).toEqual(replies[0]?.answer)
    expect(await db().ticket.count({ where: { branchId: branch.id } })).toBe(1)
  })
  test('who asks a hundred times on first contact with one key gets one ticket and one identity', async () => {
    const branch = await makeBranch()
    const replies = await Promise.all(
      times(100, () =>
        askForTurn(branch, 'eyes', { actor: makeVisitor({ firstContact: true }), key: 'first-hundred' }),
      ),
    )
    expect(new Set(replies.map((it) => (it.answer as TicketDto).id)).size).toBe(1)
    const { visitorId } = await db().visit.findFirstOrThrow({ where: { branchId: branch.id } })
    const named = replies.flatMap((it) => it.visitorId ?? [])
    expect(new Set(named)).toEqual(new Set([visitorId]))
    expect(named).toHaveLength(99)
  })
  test('who asks ten times without a key is in line once', async () => {
    const branch = await makeBranch()
    const actor = makeVisitor()
    const tickets = await Promise.all(times(10, () => takeTurn(branch, 'eyes', { actor })))
    expect(new Set(tickets.map((it) => it.id)).size).toBe(1)
    expect((await takeTurn(branch, 'eyes')).number).toBe(2)
  })
  test('a clerk’s call repeated with one key calls one person', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await Promise.all(times(3, () => takeTurn(branch, 'eyes')))
    const calls = await Promise.all(
      times(20, () => callNext(clerk, branch, { service: 'eyes', room: 'room-1', key: 'call-1' })),
    )
    expect(new Set(calls.map((it) => it.id)).size).toBe(1)
    expect(await db().ticket.count({ where: { branchId: branch.id, state: 'called' } })).toBe(1)
  })
})
