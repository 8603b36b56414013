import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { getLine } from './get-line'
import { listOccupied } from './list-occupied'

const here = { service: 'eyes', room: 'room-1' }
const asked = (ticket: TicketDto): unknown =>
  expect.objectContaining({
    code: 'started_by_another',
    details: { ticket: ticket.id, code: ticket.code, startedAt: expect.any(String) as string },
  })

let branch: BranchRecord
let [amal, badr]: Staff[] = []
let ticket: TicketDto
beforeEach(async () => {
  branch = await makeBranch([{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }])
  ;[amal, badr] = [await makeStaff(branch), await makeStaff(branch)]
  ticket = await takeTurn(branch, 'eyes')
  await takeTurn(branch, 'eyes')
  await callNext(colleague(amal), branch, here)
  await act(colleague(amal), 'start', ticket)
})

function colleague(staff: Staff | undefined): Staff {
  if (!staff) throw new Error('nobody')
  return staff
}

describe('a service that a colleague started', () => {
  test('is not finished by calling the next into the room, unless the clerk confirms', async () => {
    await expect(callNext(colleague(badr), branch, here)).rejects.toEqual(asked(ticket))
    expect(await db().ticket.findUnique({ where: { id: ticket.id } })).toMatchObject({ state: 'in_service' })
    const called = await callNext(colleague(badr), branch, { ...here, endAnothers: true })
    expect(called.id).not.toBe(ticket.id)
    expect(await db().ticket.findUnique({ where: { id: ticket.id } })).toMatchObject({ state: 'completed' })
  })
  test.each(['finish', 'hold', 'transfer', 'undo'] as const)(
    'is not ended by %s, unless the clerk confirms',
    async (command) => {
      const more = command === 'transfer' ? { service: 'lab' } : {}
      await expect(act(colleague(badr), command, ticket, more)).rejects.toEqual(asked(ticket))
      const ended = await act(colleague(badr), command, ticket, { ...more, endAnothers: true })
      expect(ended.state).not.toBe('in_service')
    },
  )
  test('is ended without a question by the clerk who started it', async () => {
    expect(await act(colleague(amal), 'finish', ticket)).toMatchObject({ state: 'completed' })
  })
  test('is shown with the colleague in the line and among the occupied rooms', async () => {
    const name = amal?.displayName
    const now = new Date()
    const line = await getLine(colleague(badr), { service: 'eyes', branch: branch.slug }, now)
    expect(line.tickets.map((it) => it.servedBy)).toEqual([{ name, isYou: false }, null])
    const { points } = await listOccupied(colleague(badr), { branch: branch.slug }, now)
    const since = expect.any(String) as string
    expect(points).toEqual([
      { servicePoint: 'room-1', code: ticket.code, state: 'in_service', since, by: { name, isYou: false } },
    ])
    const own = await listOccupied(colleague(amal), { branch: branch.slug }, now)
    expect(own.points[0]?.by).toEqual({ name, isYou: true })
  })
  test('does not prevent a colleague from starting a visitor whom another clerk called', async () => {
    await act(colleague(amal), 'finish', ticket)
    const next = await callNext(colleague(amal), branch, here)
    await act(colleague(badr), 'start', next)
    expect(await act(colleague(badr), 'finish', next)).toMatchObject({ state: 'completed' })
  })
})
