import { Client } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { config } from '@/lib/server/config/config'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'

async function asOwner(statement: string): Promise<void> {
  const owner = new Client({ connectionString: config().databaseUrl })
  await owner.connect()
  try {
    await owner.query(statement)
  } finally {
    await owner.end()
  }
}

describe('the database', () => {
  let branch: BranchRecord
  let ticket: TicketDto
  let waiting: TicketDto
  beforeAll(async () => {
    branch = await makeBranch([{ slug: 'eyes', rooms: 2 }])
    const clerk = await makeStaff(branch)
    ticket = await takeTurn(branch, 'eyes')
    waiting = await takeTurn(branch, 'eyes')
    await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
  })

  test('refuses to change or delete history', async () => {
    const history = await db().ticketTransition.findMany({ where: { ticketId: ticket.id } })
    expect(history.map((it) => it.action).sort()).toEqual(['call', 'join'])
    const where = { ticketId: ticket.id }
    await expect(db().ticketTransition.updateMany({ where, data: { toState: 'completed' } })).rejects.toThrow()
    await expect(db().ticketTransition.deleteMany({ where })).rejects.toThrow()
    const [change, removal] = ['UPDATE ticket_transition SET at = now()', 'DELETE FROM ticket_transition']
    for (const statement of [change, removal, 'TRUNCATE ticket_transition']) {
      await expect(db().$executeRawUnsafe(statement)).rejects.toThrow('permission denied')
      // The owner of the tables has the privilege, and is refused by a trigger.
      if (statement !== 'TRUNCATE ticket_transition') await expect(asOwner(statement)).rejects.toThrow('append-only')
    }
    expect(await db().ticketTransition.findMany({ where })).toEqual(history)
  })
  test('refuses a duplicate number', async () => {
    const row = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
    const again = db().ticket.create({ data: { ...row, id: newId(), state: 'cancelled', endedAt: new Date() } })
    await expect(again).rejects.toMatchObject({ code: 'P2002' })
  })
  test('refuses two tickets at one room', async () => {
    const at = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
    const data = { state: 'called', servicePointId: at.servicePointId, calledAt: new Date() }
    const second = db().ticket.update({ where: { id: waiting.id }, data })
    await expect(second).rejects.toMatchObject({ code: 'P2002' })
  })
  test.each([
    ['called without a room', { state: 'called' }],
    ['being served without a beginning', { state: 'in_service', calledAt: new Date() }],
    ['ended without an end', { state: 'completed' }],
    ['in a state that does not exist', { state: 'lost' }],
    ['of a priority that does not exist', { priority: 7 }],
    ['with a number below one', { sequence: 0 }],
  ])('refuses a ticket %s', async (_, data) => {
    await expect(db().ticket.update({ where: { id: waiting.id }, data })).rejects.toThrow()
  })
  test('refuses negative counters', async () => {
    const lower = db().queueDay.updateMany({
      where: { service: { branchId: branch.id } },
      data: { waiting: { decrement: 5 } },
    })
    await expect(lower).rejects.toThrow()
  })
})
