import { beforeAll, describe, expect, test } from 'vitest'
import { type BranchRecord, nextBusinessDayAt } from '@/lib/features/branches/server/public'
import { unseal } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { deviceOf } from '@/lib/server/identity/device'
import { dayClinic, makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { makeDevice } from '@/prisma/factories/device-factory'
import { storeFlag } from '@/prisma/factories/flag-factory'
import { act, askForTurn, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { TicketDto } from '../contract'
import { getLine } from './get-line'

const refusal = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) })

/** Noon of a day in Riyadh. */
const noon = (day: number): Date => new Date(Date.UTC(2026, 10, day, 9))

describe('taking a turn', () => {
  test('issues numbers from 1 in the order of requests, and says how many are ahead', async () => {
    const branch = await makeBranch()
    const tickets: TicketDto[] = []
    for (let i = 0; i < 3; i++) tickets.push(await takeTurn(branch, 'eyes'))
    expect(tickets.map((it) => it.code)).toEqual(['A001', 'A002', 'A003'])
    expect(tickets.map((it) => it.peopleAhead)).toEqual([0, 1, 2])
    expect(tickets.map((it) => it.state)).toEqual(['waiting', 'waiting', 'waiting'])
  })
  test('starts at 1 on each business day, which begins at four in the morning', async () => {
    const branch = await makeBranch([{ slug: 'eyes', hours: dayClinic }])
    const at = (iso: string) => takeTurn(branch, 'eyes', { now: new Date(iso) })
    const evening = await at('2026-11-22T18:00:00Z')
    const afterMidnight = await at('2026-11-23T00:58:00Z')
    const morning = await at('2026-11-23T01:00:00Z')
    expect([evening, afterMidnight, morning].map((it) => [it.businessDate, it.number])).toEqual([
      ['2026-11-22', 1],
      ['2026-11-22', 2],
      ['2026-11-23', 1],
    ])
  })
  test('numbers each clinic separately', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    await takeTurn(branch, 'eyes')
    expect((await takeTurn(branch, 'lab')).code).toBe('B001')
  })
  test('records when the number was issued, and by whom', async () => {
    const branch = await makeBranch()
    const actor = makeVisitor()
    const { id } = await takeTurn(branch, 'eyes', { actor, now: noon(22) })
    expect(await db().ticketTransition.findMany({ where: { ticketId: id } })).toMatchObject([
      {
        action: 'join',
        fromState: null,
        toState: 'waiting',
        actorKind: 'visitor',
        actorId: actor.visitorId,
        at: noon(22),
      },
    ])
  })
  test('shows the only room of a clinic ahead of the call, and none where there are several', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab', rooms: 2 }])
    expect((await takeTurn(branch, 'eyes')).goTo?.slug).toBe('room-1')
    expect((await takeTurn(branch, 'lab')).goTo).toBeNull()
  })
})

describe('a visitor who is already in line', () => {
  test('gets the same ticket, and no number is used', async () => {
    const branch = await makeBranch()
    const actor = makeVisitor()
    const first = await askForTurn(branch, 'eyes', { actor })
    const again = await askForTurn(branch, 'eyes', { actor })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.answer).toEqual(first.answer)
    expect((await takeTurn(branch, 'eyes')).number).toBe(2)
  })
  test('gets it also while called and while being served', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const actor = makeVisitor()
    const { id } = await takeTurn(branch, 'eyes', { actor })
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
    expect(await takeTurn(branch, 'eyes', { actor })).toMatchObject({ id, state: 'called', place: null })
    await act(clerk, 'start', called)
    expect(await takeTurn(branch, 'eyes', { actor })).toMatchObject({ id, state: 'in_service' })
    await act(clerk, 'finish', called)
    expect(await takeTurn(branch, 'eyes', { actor })).toMatchObject({ number: 2, state: 'waiting' })
  })
  test('may be in other clinics’ lines at the same time, with one link', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    const actor = makeVisitor()
    const eyes = await takeTurn(branch, 'eyes', { actor })
    const lab = await takeTurn(branch, 'lab', { actor })
    expect(lab.link).toBe(eyes.link)
  })
  test('is recognised by the secret link as well', async () => {
    const branch = await makeBranch()
    const ticket = await takeTurn(branch, 'eyes')
    const visitToken = ticket.link.replace('/visit/', '')
    const other = makeVisitor({ firstContact: true, visitToken })
    expect((await takeTurn(branch, 'eyes', { actor: other })).id).toBe(ticket.id)
  })
  test('with an unknown link gets a new visit', async () => {
    const branch = await makeBranch()
    const ticket = await takeTurn(branch, 'eyes', { actor: makeVisitor({ visitToken: 'A'.repeat(22) }) })
    expect(ticket.link).not.toBe(`/visit/${'A'.repeat(22)}`)
  })
})

describe('a clinic that issues no number', () => {
  test('because its daily cap is reached says so, with its cap and when it opens', async () => {
    const branch = await makeBranch([{ slug: 'eyes', dailyCap: 2, hours: dayClinic }])
    for (let i = 0; i < 2; i++) await takeTurn(branch, 'eyes', { now: noon(22) })
    const opensAt = nextBusinessDayAt(branch, noon(22)).toISOString()
    expect(opensAt).toBe('2026-11-23T01:00:00.000Z')
    const full = refusal('service_full', { service: 'eyes', dailyCap: 2, opensAt })
    await expect(takeTurn(branch, 'eyes', { now: noon(22) })).rejects.toEqual(full)
    expect((await takeTurn(branch, 'eyes', { now: noon(23) })).number).toBe(1)
  })
  test('stays full when somebody leaves: a number is issued once', async () => {
    const branch = await makeBranch([{ slug: 'eyes', dailyCap: 1 }])
    const actor = makeVisitor()
    await act(actor, 'cancel', await takeTurn(branch, 'eyes', { actor }))
    await expect(takeTurn(branch, 'eyes')).rejects.toEqual(refusal('service_full'))
  })
  test('still shows a ticket to the visitor who holds one, when full', async () => {
    const branch = await makeBranch([{ slug: 'eyes', dailyCap: 1 }])
    const actor = makeVisitor()
    const ticket = await takeTurn(branch, 'eyes', { actor })
    expect((await takeTurn(branch, 'eyes', { actor })).id).toBe(ticket.id)
  })
  test('issues exactly as many numbers as its cap to many who ask at once', async () => {
    const branch = await makeBranch([{ slug: 'eyes', dailyCap: 7 }])
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => takeTurn(branch, 'eyes')))
    const given = asked.flatMap((it) => (it.status === 'fulfilled' ? [it.value.number] : []))
    expect(given.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const reasons = asked.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
    expect(reasons).toEqual(Array.from({ length: 13 }, () => refusal('service_full')))
  })
  test('because it is switched off gives no opening time', async () => {
    const branch = await makeBranch([{ slug: 'eyes', status: 'closed' }])
    await expect(takeTurn(branch, 'eyes')).rejects.toEqual(refusal('service_closed', { opensAt: null }))
  })
  test('because of its opening hours says when it opens', async () => {
    const hours = [{ weekday: 0, opensMinute: 480, closesMinute: 960 }]
    const branch = await makeBranch([{ slug: 'eyes', hours }])
    const monday = takeTurn(branch, 'eyes', { now: noon(23) })
    await expect(monday).rejects.toEqual(refusal('service_closed', { opensAt: '2026-11-29T05:00:00.000Z' }))
    expect((await takeTurn(branch, 'eyes', { now: noon(22) })).number).toBe(1)
  })
  test('writes nothing', async () => {
    const branch = await makeBranch([{ slug: 'eyes', dailyCap: 1 }])
    await takeTurn(branch, 'eyes')
    const written = async () => ({
      visits: await db().visit.count({ where: { branchId: branch.id } }),
      tickets: await db().ticket.count({ where: { branchId: branch.id } }),
      events: await db().eventLog.count({ where: { branchId: branch.id } }),
      day: await db().queueDay.findMany({ where: { serviceId: serviceId(branch, 'eyes') } }),
      keys: await db().idempotencyKey.count(),
    })
    const before = await written()
    await expect(takeTurn(branch, 'eyes', { key: 'refused-1' })).rejects.toEqual(refusal('service_full'))
    expect(await written()).toEqual(before)
  })
})

describe('a branch where turns are not taken by phone', () => {
  test('refuses visitors and writes nothing, and still gives turns at reception and at the kiosk', async () => {
    const before = await makeBranch()
    const holder = makeVisitor()
    const held = await takeTurn(before, 'eyes', { actor: holder, key: `held-${before.id}` })
    const closed = await storeFlag(before, 'phone_turns', false)
    const refused = refusal('switched_off', { flag: 'phone_turns' })
    await expect(takeTurn(closed, 'eyes', { key: `refused-${closed.id}` })).rejects.toEqual(refused)
    expect(await db().visit.count({ where: { branchId: closed.id } })).toBe(1)
    expect(await db().idempotencyKey.count({ where: { key: `refused-${closed.id}` } })).toBe(0)

    // An existing ticket is kept, and a repeat of its request gets the stored answer.
    expect((await takeTurn(closed, 'eyes', { actor: holder })).id).toBe(held.id)
    expect((await takeTurn(closed, 'eyes', { actor: holder, key: `held-${before.id}` })).id).toBe(held.id)

    const reception = await makeStaff(closed, 'reception')
    const kiosk = await deviceOf((await makeDevice(closed, 'kiosk')).headers)
    if (!kiosk) throw new Error('a kiosk is no actor')
    expect((await takeTurn(closed, 'eyes', { actor: reception })).number).toBe(2)
    expect((await takeTurn(closed, 'eyes', { actor: kiosk })).number).toBe(3)
  })
})

describe('a walk-in registered by staff', () => {
  let branch: BranchRecord
  beforeAll(async () => {
    branch = await makeBranch()
  })
  test('is a separate visit each time', async () => {
    const reception = await makeStaff(branch, 'reception')
    const one = await takeTurn(branch, 'eyes', { actor: reception })
    const other = await takeTurn(branch, 'eyes', { actor: reception })
    expect(other.number).toBe(one.number + 1)
    expect(other.link).not.toBe(one.link)
    expect(await db().ticket.findUnique({ where: { id: one.id } })).toMatchObject({ source: 'reception' })
  })
  test('may have a name, which is stored sealed and shown to staff only', async () => {
    const reception = await makeStaff(branch, 'reception')
    const ticket = await takeTurn(branch, 'eyes', { actor: reception, holderName: 'فاطمة العتيبي' })
    expect(JSON.stringify(ticket)).not.toContain('فاطمة')
    const visit = await db().visit.findFirstOrThrow({ where: { tickets: { some: { id: ticket.id } } } })
    expect(visit.holderNameSealed).not.toContain('فاطمة')
    expect(unseal(visit.holderNameSealed ?? '', `visit.holder_name:${visit.id}`)).toBe('فاطمة العتيبي')
    const line = await getLine(reception, { service: 'eyes', branch: branch.slug }, new Date())
    expect(line.tickets.find((it) => it.id === ticket.id)?.holderName).toBe('فاطمة العتيبي')
    const events = await db().eventLog.findMany({ where: { branchId: branch.id } })
    expect(JSON.stringify(events.map((it) => it.body))).not.toContain('فاطمة')
  })
  test('is first when it is an emergency, after earlier emergencies', async () => {
    const hall = await makeBranch()
    const reception = await makeStaff(hall, 'reception')
    const normal = await takeTurn(hall, 'eyes')
    const first = await takeTurn(hall, 'eyes', { actor: reception, class: 'emergency' })
    const second = await takeTurn(hall, 'eyes', { actor: reception, class: 'emergency' })
    expect([first.place, second.place]).toEqual([1, 2])
    const clerk = await makeStaff(hall)
    const called = await callNext(clerk, hall, { service: 'eyes', room: 'room-1' })
    expect(called.id).toBe(first.id)
    expect((await takeTurn(hall, 'eyes')).place).toBe(3)
    expect(normal.place).toBe(1)
  })
})
