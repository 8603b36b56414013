import { describe, expect, test } from 'vitest'
import type { TicketDto } from '@/lib/features/queue/contract'
import { db } from '@/lib/server/db/client'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, askForTurn, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'

const refusal = (code: string): unknown => expect.objectContaining({ code })
const idOf = (reply: { answer: unknown }): string => (reply.answer as TicketDto).id

let keys = 0
const newKey = (): string => `key-${++keys}`

describe('a repeated command', () => {
  test('of the same person gets the same answer, even when the state has changed since', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const actor = makeVisitor()
    const key = newKey()
    const first = await askForTurn(branch, 'eyes', { actor, key })
    await act(actor, 'cancel', first.answer as TicketDto)
    const again = await askForTurn(branch, 'eyes', { actor, key })
    expect(again).toMatchObject({ status: 201, answer: first.answer as object })
    await expect(callNext(clerk, branch, { service: 'eyes', room: 'room-1' })).rejects.toEqual(refusal('queue_empty'))
  })
  test('has no effect: no event, no history, no new version', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const ticket = await takeTurn(branch, 'eyes')
    const key = newKey()
    const held = await act(clerk, 'hold', ticket, {}, { key })
    const events = await db().eventLog.count()
    expect(await act(clerk, 'hold', ticket, {}, { key })).toEqual(held)
    expect(await db().eventLog.count()).toBe(events)
    expect(await db().ticketTransition.count({ where: { ticketId: ticket.id } })).toBe(2)
  })
  test('with another body is refused', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    const actor = makeVisitor()
    const key = newKey()
    await askForTurn(branch, 'eyes', { actor, key })
    await expect(askForTurn(branch, 'lab', { actor, key })).rejects.toEqual(refusal('idempotency_key_reused'))
    expect(await db().ticket.count({ where: { branchId: branch.id } })).toBe(1)
  })
  test('of another person is refused, and reveals nothing of the first', async () => {
    const branch = await makeBranch()
    const key = newKey()
    await askForTurn(branch, 'eyes', { actor: makeVisitor(), key })
    const others = [makeVisitor(), makeVisitor({ firstContact: true }), await makeStaff(branch)]
    for (const actor of others) {
      await expect(askForTurn(branch, 'eyes', { actor, key })).rejects.toEqual(refusal('idempotency_key_of_another'))
    }
    expect(await db().ticket.count({ where: { branchId: branch.id } })).toBe(1)
  })
  test('is executed when the first one was refused', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const key = newKey()
    const call = { service: 'eyes', room: 'room-1', key }
    await expect(callNext(clerk, branch, call)).rejects.toEqual(refusal('queue_empty'))
    const ticket = await takeTurn(branch, 'eyes')
    expect((await callNext(clerk, branch, call)).id).toBe(ticket.id)
  })
})

describe('a first contact, which has no identity yet', () => {
  test('whose answer was lost gets the same ticket again, and its identity', async () => {
    const branch = await makeBranch()
    const key = newKey()
    const lost = makeVisitor({ firstContact: true })
    const first = await askForTurn(branch, 'eyes', { actor: lost, key })
    const again = await askForTurn(branch, 'eyes', { actor: makeVisitor({ firstContact: true }), key })
    expect(first.visitorId).toBeNull()
    expect(again).toMatchObject({ status: 201, answer: first.answer as object, visitorId: lost.visitorId })
  })
  test('with the same key but another body is refused', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    const key = newKey()
    await askForTurn(branch, 'eyes', { actor: makeVisitor({ firstContact: true }), key })
    const other = askForTurn(branch, 'lab', { actor: makeVisitor({ firstContact: true }), key })
    await expect(other).rejects.toEqual(refusal('idempotency_key_reused'))
  })
  test('cannot obtain the answer of a person who was already known', async () => {
    const branch = await makeBranch()
    const key = newKey()
    await askForTurn(branch, 'eyes', { actor: makeVisitor(), key })
    const stranger = askForTurn(branch, 'eyes', { actor: makeVisitor({ firstContact: true }), key })
    await expect(stranger).rejects.toEqual(refusal('idempotency_key_of_another'))
  })
  test('can be repeated by the same person once known', async () => {
    const branch = await makeBranch()
    const key = newKey()
    const actor = makeVisitor({ firstContact: true })
    const first = await askForTurn(branch, 'eyes', { actor, key })
    const again = await askForTurn(branch, 'eyes', { actor: { ...actor, firstContact: false }, key })
    expect(idOf(again)).toBe(idOf(first))
  })
})

describe('at the same time', () => {
  test('commands of two people with one key: one is executed, the other refused', async () => {
    const branch = await makeBranch()
    const key = newKey()
    const settled = await Promise.allSettled([
      askForTurn(branch, 'eyes', { actor: makeVisitor(), key }),
      askForTurn(branch, 'eyes', { actor: makeVisitor(), key }),
    ])
    expect(settled.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db().ticket.count({ where: { branchId: branch.id } })).toBe(1)
  })
  test('two bodies of one person with one key: one is executed, the other refused', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    const actor = makeVisitor()
    const key = newKey()
    const settled = await Promise.allSettled(['eyes', 'lab'].map((slug) => askForTurn(branch, slug, { actor, key })))
    const reasons = settled.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
    expect(reasons).toEqual([refusal('idempotency_key_reused')])
    expect(await db().ticket.count({ where: { branchId: branch.id } })).toBe(1)
  })
})
