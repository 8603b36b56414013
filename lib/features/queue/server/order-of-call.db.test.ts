import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { getLine } from './get-line'
import { getQueueStatus } from './get-queue-status'
import { inLine, orderOfCall, placesOf } from './order-of-call'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 9, minute))
const today = '2026-11-22'

describe('the order of call', () => {
  let branch: BranchRecord
  let clerk: Staff
  let expected: TicketDto[]

  // An emergency, a transferred ticket with an earlier wait, two of the same instant, and the last arrival.
  beforeAll(async () => {
    branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    clerk = await makeStaff(branch)
    const moved = await takeTurn(branch, 'lab', { now: at(0) })
    const first = await takeTurn(branch, 'eyes', { now: at(1) })
    const second = await takeTurn(branch, 'eyes', { now: at(1) })
    const last = await takeTurn(branch, 'eyes', { now: at(2) })
    const emergency = await takeTurn(branch, 'eyes', { actor: clerk, priority: 'emergency', now: at(3) })
    await act(clerk, 'transfer', moved, { service: 'eyes' }, { now: at(4) })
    expected = [emergency, moved, first, second, last]
  })

  test('is the same in the snapshot, in the staff’s line, and in computed positions', async () => {
    const codes = expected.map((it) => it.code)
    const { snapshot } = await getQueueStatus({ service: 'eyes', branch: branch.slug }, at(5))
    expect(snapshot.waiting).toEqual(codes)
    const line = await getLine(clerk, { service: 'eyes', branch: branch.slug }, at(5))
    expect(line.tickets.map((it) => it.code)).toEqual(codes)
    const ids = expected.map((it) => it.id)
    const places = await placesOf(db(), serviceId(branch, 'eyes'), today, ids)
    expect(ids.map((id) => places.get(id))).toEqual([1, 2, 3, 4, 5])
  })
  test('is the order in which people are called', async () => {
    const called: string[] = []
    for (const _ of expected) {
      const ticket = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: at(6) })
      await act(clerk, 'start', ticket, {}, { now: at(6) })
      called.push(ticket.code)
    }
    expect(called).toEqual(expected.map((it) => it.code))
  })
})

test('the first of a line is found by index, without sorting', async () => {
  const branch = await makeBranch()
  await takeTurn(branch, 'eyes', { now: at(0) })
  const line = inLine(Prisma.sql`${serviceId(branch, 'eyes')}::uuid`, today)
  const plan = await db().$transaction(async (tx) => {
    // A small table would be scanned regardless of its indexes.
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`
    await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`
    return tx.$queryRaw<Record<string, string>[]>`
      EXPLAIN SELECT t.id FROM ticket AS t WHERE ${line} ORDER BY ${orderOfCall} LIMIT 1`
  })
  const text = plan.map((row) => row['QUERY PLAN']).join('\n')
  expect(text).toContain('ticket_line_idx')
  expect(text).not.toContain('Sort')
})
