import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BranchRecord, classOf } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { byOrderOfCall } from '../order-of-call'
import { getLine } from './get-line'
import { getQueueStatus } from './get-queue-status'
import { inLine, orderOfCall, placesOf, withClass } from './order-of-call'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 9, minute))
const today = '2026-11-22'

describe('the order of call', () => {
  let branch: BranchRecord
  let clerk: Staff
  let expected: TicketDto[]

  // An emergency, a transferred ticket with an earlier wait, two of the same instant, who came late with priority, and the last.
  beforeAll(async () => {
    branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    clerk = await makeStaff(branch)
    const moved = await takeTurn(branch, 'lab', { now: at(0) })
    const first = await takeTurn(branch, 'eyes', { now: at(1) })
    const second = await takeTurn(branch, 'eyes', { now: at(1) })
    const last = await takeTurn(branch, 'eyes', { now: at(2) })
    const special = await takeTurn(branch, 'eyes', { actor: clerk, class: 'priority', now: at(16) })
    const emergency = await takeTurn(branch, 'eyes', { actor: clerk, class: 'emergency', now: at(17) })
    await act(clerk, 'transfer', moved, { service: 'eyes' }, { now: at(18) })
    expected = [emergency, moved, first, second, special, last]
  })

  test('is the same in the snapshot, in the staff’s line, and in computed positions', async () => {
    const codes = expected.map((it) => it.code)
    const { snapshot } = await getQueueStatus({ service: 'eyes', branch: branch.slug }, at(21))
    expect(snapshot.waiting.toSorted()).toEqual(codes.toSorted())
    const line = await getLine(clerk, { service: 'eyes', branch: branch.slug }, at(21))
    expect(line.tickets.map((it) => it.code)).toEqual(codes)
    const ids = expected.map((it) => it.id)
    const lineOf = { serviceId: serviceId(branch, 'eyes'), businessDate: today, at: at(21) }
    const places = await placesOf(db(), lineOf, ids)
    expect(ids.map((id) => places.get(id))).toEqual([1, 2, 3, 4, 5, 6])
  })
  test('tells who is ahead: the emergency, those who came earlier, and who has priority', async () => {
    const line = await getLine(clerk, { service: 'eyes', branch: branch.slug }, at(21))
    expect(line.tickets.at(-1)?.ahead).toEqual({ total: 5, emergency: 1, booked: 0, earlier: 3 })
    expect(line.tickets.map((it) => it.class)).toEqual([
      ...['emergency', 'normal', 'normal', 'normal', 'priority', 'normal'],
    ])
  })
  test('is the order in which people are called', async () => {
    const called: string[] = []
    for (const _ of expected) {
      const ticket = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: at(21) })
      await act(clerk, 'start', ticket, {}, { now: at(21) })
      called.push(ticket.code)
    }
    expect(called).toEqual(expected.map((it) => it.code))
  })
})

test('the order in SQL is the one that the rules compute, in any line at any time', async () => {
  const branch = await makeBranch()
  const clerk = await makeStaff(branch)
  const booked = { slug: 'booked', nameAr: 'حجز', nameEn: 'Booked', kind: 'booked', ratePercent: 150 } as const
  // The longest credit that a class can have.
  const day = { slug: 'day', nameAr: 'يوم', nameEn: 'Day', kind: 'ordinary', creditMinutes: 1_440 } as const
  for (const it of [booked, day]) await db().priorityClass.create({ data: { branchId: branch.id, ...it } })
  const classes = ['normal', 'priority', 'emergency']
  for (const [i, slug] of classes.entries()) await takeTurn(branch, 'eyes', { actor: clerk, class: slug, now: at(i) })
  const [model] = await db().ticket.findMany({ where: { serviceId: serviceId(branch, 'eyes') }, take: 1 })
  if (!model) throw new Error('no ticket')
  const known = [
    ...branch.classes,
    { ...classOf(branch, 'normal'), ...booked },
    { ...classOf(branch, 'normal'), ...day },
  ]
  const person = fc.record({
    slug: fc.constantFrom(...classes, 'booked', 'day'),
    creditFrom: fc.integer({ min: 0, max: 3_000_000 }).map((ms) => at(0).getTime() + ms),
    sequence: fc.integer({ min: 1, max: 4 }),
    id: fc.uuid(),
  })
  const line = fc.uniqueArray(person, { selector: ({ id }) => id, maxLength: 30 })
  const check = fc.asyncProperty(line, fc.integer({ min: 0, max: 6_000_000 }), async (people, ms) => {
    const time = new Date(at(0).getTime() + ms)
    // Rows that stand for tickets: the fragment looks at nothing else.
    const rows = people.map(({ slug, creditFrom, ...it }) => {
      const priority = slug === 'emergency' ? 0 : 1
      return { ...it, class: slug, branch_id: branch.id, credit_from: new Date(creditFrom).toISOString(), priority }
    })
    const sorted = await db().$queryRaw<{ id: string }[]>`
      SELECT t.id FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS t (id uuid, class text, branch_id uuid, credit_from timestamptz(3), priority smallint, sequence int) ${withClass}
      ORDER BY ${orderOfCall(time)}`
    const expected = people
      .map((it) => ({ ...it, class: known.find(({ slug }) => slug === it.slug) ?? classOf(branch, 'normal') }))
      .sort(byOrderOfCall(time.getTime()))
    expect(sorted.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
  })
  await fc.assert(check, { numRuns: 60 })
})

test('a line is found by index, however many tickets are over', async () => {
  const branch = await makeBranch()
  await takeTurn(branch, 'eyes', { now: at(0) })
  const line = inLine(Prisma.sql`${serviceId(branch, 'eyes')}::uuid`, today)
  const plan = await db().$transaction(async (tx) => {
    // A small table would be scanned regardless of its indexes.
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`
    await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`
    return tx.$queryRaw<Record<string, string>[]>`
      EXPLAIN SELECT t.id FROM ticket AS t ${withClass} WHERE ${line} ORDER BY ${orderOfCall(at(1))} LIMIT 1`
  })
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('ticket_line_idx')
})

describe('the classes of a branch', () => {
  test('are normal, priority and emergency from the beginning, in the order of choice', async () => {
    const branch = await makeBranch()
    expect(branch.classes.map(({ slug, kind }) => [slug, kind])).toEqual([
      ['normal', 'ordinary'],
      ['priority', 'ordinary'],
      ['emergency', 'strict'],
    ])
  })
  test('are refused by the database where they would break the order', async () => {
    const branch = await makeBranch()
    const change = (slug: string, data: object): Promise<unknown> =>
      db().priorityClass.update({ where: { branchId_slug: { branchId: branch.id, slug } }, data })
    await expect(change('normal', { ratePercent: 300 })).rejects.toThrow()
    await expect(change('emergency', { kind: 'ordinary' })).rejects.toThrow()
    await expect(change('priority', { ratePercent: 0 })).rejects.toThrow()
    await expect(change('priority', { kind: 'strict' })).rejects.toThrow()
  })
  test('are looked up: an unknown one is refused', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await expect(takeTurn(branch, 'eyes', { actor: clerk, class: 'vip' })).rejects.toMatchObject({
      code: 'unknown_class',
    })
  })
})

test('a ticket that the former release writes as an emergency is one', async () => {
  const branch = await makeBranch()
  const { id } = await takeTurn(branch, 'eyes', { now: at(0) })
  const { id: _, class: __, ...model } = await db().ticket.findUniqueOrThrow({ where: { id } })
  const written = await db().ticket.create({
    data: {
      ...model,
      id: '01930000-0000-7000-8000-000000000001',
      state: 'cancelled',
      endedAt: at(1),
      sequence: 2,
      priority: 0,
    },
  })
  expect(written.class).toBe('emergency')
})
