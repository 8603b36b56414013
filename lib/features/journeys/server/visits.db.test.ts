import { beforeEach, describe, expect, test } from 'vitest'
import { type BranchRecord, forgetBranches } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { beginVisit, changeStep, finishNext, givePathway, readVisit, serveNext } from '@/prisma/factories/visit-factory'
import type { VisitDto } from '../contract'

const rooms: Record<string, string> = {
  vitals: 'room-1',
  lab: 'room-2',
  xray: 'room-3',
  internal: 'room-4',
  eyes: 'room-5',
}

let branch: BranchRecord
let clerk: Staff
beforeEach(async () => {
  const made = await makeBranch(Object.keys(rooms).map((slug) => ({ slug })))
  branch = await givePathway(made, [
    { service: 'vitals', order: 'first' },
    { service: 'lab', after: ['vitals'] },
    { service: 'xray', required: false },
    { service: 'internal', after: ['lab', 'xray'], order: 'last' },
  ])
  clerk = await makeStaff(branch)
})

const statesOf = (visit: VisitDto): Record<string, string> =>
  Object.fromEntries(visit.steps.map(({ service, state }) => [service, state]))
const seen = (visit: { id: string }): Promise<VisitDto> => readVisit(clerk, visit)
const serve = (service: string) => serveNext(clerk, branch, service)
const finish = (service: string) => finishNext(clerk, branch, service)

describe('a visit on a pathway', () => {
  test('begins at the clinic that the router chooses, and says why', async () => {
    const { visit, status } = await beginVisit(branch)
    expect(status).toBe(201)
    expect(statesOf(visit)).toEqual({ vitals: 'queued', lab: 'blocked', xray: 'ready', internal: 'blocked' })
    expect(visit).toMatchObject({
      ...{ code: 'A001', link: expect.stringMatching(/^\/visit\/.{22}$/) as string },
      pathway: { slug: 'full', name: { en: 'Full examination' } },
      next: { service: 'vitals', goTo: { slug: 'room-1' }, wait: null, reasons: [{ code: 'shortest' }] },
      ticket: { code: 'A001', state: 'waiting', visit: visit.id },
    })
  })

  test('goes from clinic to clinic with one ticket, one code and its credit, until nothing is open', async () => {
    const { visit } = await beginVisit(branch)
    const { creditFrom } = await db().ticket.findUniqueOrThrow({ where: { id: visit.ticket.id } })
    const way: string[] = []
    for (let at = visit; at.next; at = await seen(visit)) {
      way.push(at.next.service)
      expect(await finish(at.next.service)).toMatchObject({ code: 'A001', visit: visit.id })
    }
    expect(way.toSorted()).toEqual(['internal', 'lab', 'vitals', 'xray'])
    expect(way.indexOf('vitals')).toBeLessThan(way.indexOf('lab'))
    expect(way.at(-1)).toBe('internal')
    expect(Object.values(statesOf(await seen(visit)))).toEqual(Array(4).fill('completed'))
    const tickets = await db().ticket.findMany({ where: { visitId: visit.id } })
    expect(tickets).toMatchObject([{ state: 'completed', creditFrom, isJourney: true }])
    const days = await db().queueDay.findMany({ where: { served: { gt: 0 }, service: { branchId: branch.id } } })
    expect(days).toMatchObject(Array.from({ length: 4 }, () => ({ served: 1, waiting: 0, inService: 0, waited: 1 })))
  })

  test('goes on where call-next ends its service, in the same moment', async () => {
    const { visit } = await beginVisit(branch)
    const { visit: other } = await beginVisit(branch)
    await serve('vitals')
    expect(await callNext(clerk, branch, { service: 'vitals', room: 'room-1' })).toMatchObject({ code: other.code })
    const after = await seen(visit)
    expect(after.steps[0]).toMatchObject({ service: 'vitals', state: 'completed' })
    expect(after.next?.service).toMatch(/lab|xray/)
    expect(after.ticket).toMatchObject({ state: 'waiting', goTo: { slug: rooms[after.next?.service ?? ''] } })
  })

  test('nobody starts over: who came first is called first at the next clinic', async () => {
    const { visit } = await beginVisit(branch)
    const { visit: later } = await beginVisit(branch)
    await changeStep(clerk, 'choose', later, { service: 'xray', reason: 'the room is free' })
    await finish('vitals')
    if ((await seen(visit)).next?.service !== 'xray')
      await changeStep(clerk, 'choose', visit, { service: 'xray', reason: 'the room is free' })
    expect(await callNext(clerk, branch, { service: 'xray', room: 'room-3' })).toMatchObject({ code: visit.code })
  })

  test('undoing the end of a service brings back the visitor and the step', async () => {
    const { visit } = await beginVisit(branch)
    await finish('vitals')
    expect(statesOf(await seen(visit))['vitals']).toBe('completed')
    await act(clerk, 'undo', visit.ticket)
    expect(statesOf(await seen(visit))).toMatchObject({ vitals: 'in_service', lab: 'blocked' })
    await act(clerk, 'finish', visit.ticket)
    expect(statesOf(await seen(visit))['vitals']).toBe('completed')
  })

  test('of the same browser is the same visit, also when asked for at once', async () => {
    const actor = makeVisitor()
    const begun = await Promise.all([
      beginVisit(branch, { actor }),
      beginVisit(branch, { actor }),
      beginVisit(branch, { actor }),
    ])
    expect(new Set(begun.map(({ visit }) => visit.id)).size).toBe(1)
    expect(begun.map(({ status }) => status).toSorted()).toEqual([200, 200, 201])
    expect(await db().ticket.count({ where: { visitId: begun[0]?.visit.id ?? '' } })).toBe(1)
  })

  test('and a turn beside it exclude each other', async () => {
    const walker = makeVisitor()
    const { visit } = await beginVisit(branch, { actor: walker })
    await expect(takeTurn(branch, 'eyes', { actor: walker })).rejects.toMatchObject({
      ...{ code: 'already_in_line', details: { code: visit.code } },
    })
    const single = makeVisitor()
    const turn = await takeTurn(branch, 'eyes', { actor: single })
    await expect(beginVisit(branch, { actor: single })).rejects.toMatchObject({
      ...{ code: 'already_in_line', details: { code: turn.code } },
    })
  })

  test('that has ended may begin again, on another pathway too', async () => {
    const more = [{ service: 'lab' }, { service: 'vitals' }, { service: 'eyes' }]
    branch = await givePathway(branch, more, 'second')
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor })
    await act(actor, 'cancel', visit.ticket)
    const { visit: again, status } = await beginVisit(branch, { actor, pathway: 'second' })
    expect(status).toBe(201)
    expect(again.steps.map(({ service }) => service)).toEqual(['lab', 'vitals', 'eyes'])
    await expect(act(clerk, 'undo', visit.ticket)).rejects.toMatchObject({ code: 'already_in_line' })
  })

  test('is answered again to a repeat and to whoever asks again, also after the clinics have closed', async () => {
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor, key: 'k-1' })
    await db().service.updateMany({ where: { branchId: branch.id }, data: { status: 'closed' } })
    forgetBranches()
    expect(await beginVisit(branch, { actor, key: 'k-1' })).toMatchObject({ status: 201, visit: { id: visit.id } })
    expect(await beginVisit(branch, { actor })).toMatchObject({ status: 200, visit: { id: visit.id } })
    await expect(beginVisit(branch)).rejects.toMatchObject({ code: 'service_closed' })
  })

  test('keeps a missed turn of before out of the lines', async () => {
    const actor = makeVisitor()
    const turn = await takeTurn(branch, 'eyes', { actor })
    await callNext(clerk, branch, { service: 'eyes', room: 'room-5' })
    await act(clerk, 'noAnswer', turn)
    const { visit } = await beginVisit(branch, { actor })
    await expect(act(clerk, 'resume', turn)).rejects.toMatchObject({
      ...{ code: 'already_in_line', details: { code: visit.code } },
    })
  })

  test('waits on hold, in no line, until a result is there or a clinic opens', async () => {
    branch = await givePathwayAgain([
      { service: 'lab', minGapMinutes: 40 },
      { service: 'internal', after: ['lab'] },
    ])
    const { visit } = await beginVisit(branch)
    await finish('lab')
    const after = await seen(visit)
    expect(after).toMatchObject({ next: null, ticket: { state: 'on_hold', service: { slug: 'internal' } } })
    expect(after.steps[1]).toMatchObject({ state: 'blocked', readyAt: expect.any(String) as string })
    const lab = branch.services.find(({ slug }) => slug === 'lab')?.id ?? ''
    expect(await db().queueDay.findFirstOrThrow({ where: { serviceId: lab } })).toMatchObject({ served: 1, onHold: 0 })
  })
})

/** A branch of its own with another pathway. */
async function givePathwayAgain(steps: Parameters<typeof givePathway>[1]): Promise<BranchRecord> {
  const made = await givePathway(await makeBranch(Object.keys(rooms).map((slug) => ({ slug }))), steps)
  clerk = await makeStaff(made)
  return made
}

test('clerks of all clinics at once: nobody is called twice, every step is done once, and every visit ends', async () => {
  const visits = await Promise.all(Array.from({ length: 12 }, () => beginVisit(branch)))
  const room = async (service: string, name: string): Promise<void> => {
    for (let empty = 0; empty < 8; ) {
      try {
        const ticket = await callNext(clerk, branch, { service, room: name })
        await act(clerk, 'start', ticket)
        await act(clerk, 'finish', ticket)
        empty = 0
      } catch (error) {
        const { code } = error as { code?: string }
        if (code !== 'queue_empty' && code !== 'all_busy_elsewhere') throw error
        empty++
        await new Promise((done) => setTimeout(done, 25))
      }
    }
  }
  for (let round = 0; round < 4; round++)
    await Promise.all(Object.entries(rooms).map(([service, name]) => room(service, name)))
  const ids = visits.map(({ visit }) => visit.id)
  const tickets = await db().ticket.findMany({ where: { visitId: { in: ids } } })
  expect(tickets.map(({ state }) => state)).toEqual(Array(12).fill('completed'))
  const steps = await db().visitStep.findMany({ where: { visitId: { in: ids } } })
  expect(steps).toHaveLength(48)
  expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(['completed']))
  const days = await db().queueDay.findMany({ where: { service: { branchId: branch.id } } })
  expect(days.reduce((sum, { served }) => sum + served, 0)).toBe(48)
})
