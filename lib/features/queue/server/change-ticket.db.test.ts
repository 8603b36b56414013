import { describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, type TicketCommand, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { TicketDto, TicketState } from '../contract'
import { getTicket } from './get-ticket'
import { fieldsOf, findTicket } from './ticket-row'

const refusal = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })

const minute = (count: number): Date => new Date(Date.UTC(2026, 10, 22, 9, count))
const at = (count: number): { now: Date } => ({ now: minute(count) })

async function hall(): Promise<{ branch: BranchRecord; clerk: Staff }> {
  const branch = await makeBranch([{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }])
  return { branch, clerk: await makeStaff(branch) }
}

/** A ticket brought into a state by real commands within 4 minutes. */
async function ticketIn(state: TicketState, branch: BranchRecord, clerk: Staff): Promise<TicketDto> {
  const ticket = await takeTurn(branch, 'eyes', at(0))
  if (state === 'waiting') return ticket
  if (state === 'on_hold') return act(clerk, 'hold', ticket, {}, at(1))
  if (state === 'cancelled') return act(clerk, 'cancel', ticket, {}, at(1))
  const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', ...at(2) })
  if (state === 'called') return called
  if (state === 'missed') return act(clerk, 'noAnswer', called, {}, at(3))
  const started = await act(clerk, 'start', called, {}, at(3))
  return state === 'completed' ? act(clerk, 'finish', started, {}, at(4)) : started
}

const fieldsNow = async (id: string) => {
  const row = await findTicket(db(), id)
  if (!row) throw new Error('the ticket is gone')
  return fieldsOf(row)
}

const steps: [TicketCommand, TicketState, TicketState][] = [
  ['recall', 'called', 'called'],
  ['recall', 'missed', 'called'],
  ['start', 'called', 'in_service'],
  ['finish', 'in_service', 'completed'],
  ['noAnswer', 'called', 'missed'],
  ['hold', 'waiting', 'on_hold'],
  ['hold', 'called', 'on_hold'],
  ['hold', 'in_service', 'on_hold'],
  ['resume', 'on_hold', 'waiting'],
  ['resume', 'missed', 'waiting'],
  ['transfer', 'waiting', 'waiting'],
  ['transfer', 'in_service', 'waiting'],
  ['transfer', 'missed', 'waiting'],
  ['cancel', 'waiting', 'cancelled'],
  ['cancel', 'missed', 'cancelled'],
]

describe.each(steps)('%s of a ticket that is %s', (command, from, to) => {
  test(`makes it ${to}, and undo restores it completely`, async () => {
    const { branch, clerk } = await hall()
    const ticket = await ticketIn(from, branch, clerk)
    const before = await fieldsNow(ticket.id)
    const body = command === 'transfer' ? { service: 'lab' } : {}
    const after = await act(clerk, command, ticket, { ...body, version: ticket.version }, at(5))
    expect(after).toMatchObject({ state: to, version: ticket.version + 1, code: ticket.code })

    const undone = await act(clerk, 'undo', ticket, { version: after.version }, at(6))
    expect(undone).toMatchObject({ state: from, version: ticket.version + 2 })
    expect(await fieldsNow(ticket.id)).toEqual(before)
    const history = await db().ticketTransition.findMany({ where: { ticketId: ticket.id }, orderBy: { at: 'asc' } })
    const [last, reversal] = history.slice(-2)
    expect(reversal).toMatchObject({ action: 'undo', undoOf: last?.id, fromState: to, toState: from })
  })
})

const commands: TicketCommand[] = ['recall', 'start', 'finish', 'noAnswer', 'hold', 'resume', 'transfer', 'cancel']
const fits = new Set([...steps.map(([command, from]) => `${command} ${from}`)])
fits.add('transfer called').add('transfer on_hold').add('cancel called').add('cancel on_hold')
const states: TicketState[] = ['waiting', 'called', 'in_service', 'on_hold', 'missed', 'completed', 'cancelled']

describe.each(states)('a ticket that is %s', (state) => {
  test('refuses actions that its state does not allow, names the state, and does not change', async () => {
    const { branch, clerk } = await hall()
    const ticket = await ticketIn(state, branch, clerk)
    const before = await fieldsNow(ticket.id)
    for (const command of commands.filter((it) => !fits.has(`${it} ${state}`))) {
      const body = command === 'transfer' ? { service: 'lab' } : {}
      await expect(act(clerk, command, ticket, body, at(5)), command).rejects.toEqual(refusal('wrong_state', { state }))
    }
    expect(await fieldsNow(ticket.id)).toEqual(before)
  })
})

describe('undo', () => {
  test('of a call puts the ticket back in its place', async () => {
    const { branch, clerk } = await hall()
    const first = await takeTurn(branch, 'eyes', at(0))
    await takeTurn(branch, 'eyes', at(1))
    await callNext(clerk, branch, { service: 'eyes', room: 'room-1', ...at(2) })
    expect(await act(clerk, 'undo', first, {}, at(3))).toMatchObject({ state: 'waiting', place: 1, callCount: 0 })
  })
  test('repeated goes back step by step to the ticket as it was issued', async () => {
    const { branch, clerk } = await hall()
    const done = await ticketIn('completed', branch, clerk)
    const back: string[] = []
    for (let i = 0; i < 3; i++) back.push((await act(clerk, 'undo', done, {}, at(5))).state)
    expect(back).toEqual(['in_service', 'called', 'waiting'])
    await expect(act(clerk, 'undo', done, {}, at(5))).rejects.toEqual(refusal('nothing_to_undo'))
  })
  test('reverses the change that took effect last, even if its request came first', async () => {
    const { branch, clerk } = await hall()
    const ticket = await takeTurn(branch, 'eyes', at(4))
    // Requested just before the turn was taken, but had to wait for it.
    await callNext(clerk, branch, { service: 'eyes', room: 'room-1', ...at(3) })
    expect(await act(clerk, 'undo', ticket, {}, at(5))).toMatchObject({ state: 'waiting', callCount: 0 })
  })
  test('is refused after ten minutes', async () => {
    const { branch, clerk } = await hall()
    const held = await ticketIn('on_hold', branch, clerk)
    await expect(act(clerk, 'undo', held, {}, at(12))).rejects.toEqual(refusal('nothing_to_undo'))
  })
  test('is refused when somebody else is at that room by now', async () => {
    const { branch, clerk } = await hall()
    const missed = await ticketIn('missed', branch, clerk)
    await takeTurn(branch, 'eyes', at(4))
    const next = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', ...at(5) })
    const busy = refusal('service_point_busy', { ticket: next.id, code: next.code })
    await expect(act(clerk, 'undo', missed, {}, at(6))).rejects.toEqual(busy)
  })
  test.each(['cancelled', 'missed'] as const)(
    'of the change to %s is refused when the person is in that line again',
    async (state) => {
      const { branch, clerk } = await hall()
      const actor = makeVisitor()
      const ticket = await takeTurn(branch, 'eyes', { actor, ...at(0) })
      if (state === 'cancelled') await act(actor, 'cancel', ticket, {}, at(1))
      else
        await act(
          clerk,
          'noAnswer',
          await callNext(clerk, branch, { service: 'eyes', room: 'room-1', ...at(1) }),
          {},
          at(1),
        )
      const again = await takeTurn(branch, 'eyes', { actor, ...at(2) })
      expect(again.id).not.toBe(ticket.id)
      const there = refusal('already_in_line', { code: again.code })
      await expect(act(clerk, 'undo', ticket, {}, at(3))).rejects.toEqual(there)
      if (state === 'missed') await expect(act(clerk, 'resume', ticket, {}, at(3))).rejects.toEqual(there)
      if (state === 'missed') await expect(act(clerk, 'recall', ticket, {}, at(3))).rejects.toEqual(there)
    },
  )
})

describe('a transfer', () => {
  test('keeps code and waiting time: people who arrived earlier at the other clinic stay ahead, later ones behind', async () => {
    const { branch, clerk } = await hall()
    const early = await takeTurn(branch, 'lab', at(0))
    const moved = await takeTurn(branch, 'eyes', at(1))
    await takeTurn(branch, 'lab', at(2))
    const there = await act(clerk, 'transfer', moved, { service: 'lab' }, at(30))
    expect(there).toMatchObject({
      code: moved.code,
      service: { slug: 'lab' },
      place: 2,
      peopleAhead: 1,
      peopleBehind: 1,
    })
    const order = [early.id, moved.id]
    for (const id of order) {
      const called = await callNext(clerk, branch, { service: 'lab', room: 'room-3', ...at(31) })
      expect(called.id).toBe(id)
      await act(clerk, 'start', called, {}, at(31))
    }
  })
  test('S5: says from where the ticket was moved, to its holder too, until it is undone', async () => {
    const { branch, clerk } = await hall()
    const actor = makeVisitor()
    const ticket = await takeTurn(branch, 'eyes', { actor, ...at(0) })
    expect(ticket.movedFrom).toBeNull()
    const moved = await act(clerk, 'transfer', ticket, { service: 'lab' }, at(1))
    expect(moved.movedFrom).toEqual(ticket.service)
    expect(await getTicket(actor, ticket, at(1).now)).toMatchObject({
      service: moved.service,
      movedFrom: ticket.service,
    })
    expect(await act(clerk, 'undo', ticket, {}, at(2))).toMatchObject({ service: ticket.service, movedFrom: null })
  })
  test('to a line the person is already in is refused', async () => {
    const { branch, clerk } = await hall()
    const actor = makeVisitor()
    const eyes = await takeTurn(branch, 'eyes', { actor })
    const lab = await takeTurn(branch, 'lab', { actor })
    const there = refusal('already_in_line', { code: lab.code })
    await expect(act(clerk, 'transfer', eyes, { service: 'lab' })).rejects.toEqual(there)
  })
  test('to an unknown clinic, or to the ticket’s own, is refused', async () => {
    const { branch, clerk } = await hall()
    const ticket = await takeTurn(branch, 'eyes')
    await expect(act(clerk, 'transfer', ticket, { service: 'none' })).rejects.toEqual(refusal('unknown_service'))
    await expect(act(clerk, 'transfer', ticket, { service: 'eyes' })).rejects.toEqual(refusal('wrong_state'))
  })
})

describe('a recall', () => {
  test('of a no-show may be to another room of the clinic', async () => {
    const { branch, clerk } = await hall()
    const missed = await ticketIn('missed', branch, clerk)
    const again = await act(clerk, 'recall', missed, { servicePoint: 'room-2' }, at(5))
    expect(again).toMatchObject({ state: 'called', callCount: 2, goTo: { slug: 'room-2' } })
  })
  test('to a room of another clinic, or to an unknown one, is refused', async () => {
    const { branch, clerk } = await hall()
    const missed = await ticketIn('missed', branch, clerk)
    const wrong = act(clerk, 'recall', missed, { servicePoint: 'room-3' }, at(5))
    await expect(wrong).rejects.toEqual(refusal('service_point_not_serving'))
    const none = act(clerk, 'recall', missed, { servicePoint: 'room-9' }, at(5))
    await expect(none).rejects.toEqual(refusal('unknown_service_point'))
  })
})

describe('who may change a ticket', () => {
  test('the holder may leave the line, by cookie or by link, but nothing else', async () => {
    const { branch } = await hall()
    const actor = makeVisitor()
    const ticket = await takeTurn(branch, 'eyes', { actor })
    for (const command of commands.filter((it) => it !== 'cancel')) {
      await expect(act(actor, command, ticket, { service: 'lab' }), command).rejects.toEqual(refusal('not_signed_in'))
    }
    const byLink = makeVisitor({ firstContact: true, visitToken: ticket.link.replace('/visit/', '') })
    expect((await act(byLink, 'cancel', ticket)).state).toBe('cancelled')
  })
  test('for everybody else, and for staff of another branch, the ticket does not exist', async () => {
    const { branch } = await hall()
    const ticket = await takeTurn(branch, 'eyes')
    const elsewhere = await makeStaff(await makeBranch())
    const strangers = [makeVisitor(), makeVisitor({ firstContact: true, visitToken: 'A'.repeat(22) }), elsewhere]
    for (const actor of strangers) {
      await expect(act(actor, 'cancel', ticket)).rejects.toEqual(refusal('ticket_not_found'))
      await expect(act(actor, 'cancel', { id: newId() })).rejects.toEqual(refusal('ticket_not_found'))
    }
  })
  test('reception may manage tickets but not serve', async () => {
    const { branch, clerk } = await hall()
    const reception = await makeStaff(branch, 'reception')
    const called = await ticketIn('called', branch, clerk)
    await expect(act(reception, 'start', called, {}, at(5))).rejects.toEqual(refusal('not_allowed'))
    expect((await act(reception, 'hold', called, {}, at(5))).state).toBe('on_hold')
  })
})

describe('a stale version', () => {
  test('is refused with the current version and state, and nothing is written', async () => {
    const { branch, clerk } = await hall()
    const ticket = await takeTurn(branch, 'eyes', at(0))
    const held = await act(clerk, 'hold', ticket, {}, at(1))
    const before = await fieldsNow(ticket.id)
    const stale = act(clerk, 'cancel', ticket, { version: ticket.version }, at(2))
    await expect(stale).rejects.toEqual(refusal('stale_version', { version: held.version, state: 'on_hold' }))
    expect(await fieldsNow(ticket.id)).toEqual(before)
  })
  test('a ticket of a past day cannot be changed', async () => {
    const { branch, clerk } = await hall()
    const ticket = await takeTurn(branch, 'eyes', at(0))
    const twoDaysLater = { now: new Date(minute(0).getTime() + 2 * 86_400_000) }
    await expect(act(clerk, 'hold', ticket, {}, twoDaysLater)).rejects.toEqual(
      refusal('wrong_state', { state: 'expired' }),
    )
  })
})
