import { beforeEach, describe, expect, test } from 'vitest'
import { type BranchRecord, forgetBranches } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { beginVisit, changeStep, givePathway, sendAway } from '@/prisma/factories/visit-factory'
import type { VisitDto } from '../contract'
import { getVisit } from './get-visit'

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
const seen = (visit: { id: string }): Promise<VisitDto> => getVisit(clerk, { id: visit.id }, new Date())
/** Calls and serves whoever is next at a clinic, without finishing. */
async function serve(service: string) {
  const ticket = await callNext(clerk, branch, { service, room: rooms[service] ?? '' })
  return act(clerk, 'start', ticket)
}
const finish = async (service: string) => act(clerk, 'finish', await serve(service))

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

describe('a step', () => {
  test('that can begin may be chosen by the visitor; the reason is shown', async () => {
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor })
    const chosen = await changeStep(actor, 'choose', visit, { service: 'xray' })
    expect(chosen).toMatchObject({ next: { service: 'xray', reasons: [{ code: 'chosen' }] }, code: visit.code })
    expect(statesOf(chosen)).toEqual({ vitals: 'ready', lab: 'blocked', xray: 'queued', internal: 'blocked' })
  })

  test('that waits for others, or while called, may not', async () => {
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor })
    await expect(changeStep(actor, 'choose', visit, { service: 'internal' })).rejects.toMatchObject({
      code: 'step_blocked',
    })
    await expect(changeStep(actor, 'choose', visit, { service: 'eyes' })).rejects.toMatchObject({
      code: 'step_not_found',
    })
    await expect(changeStep(actor, 'choose', visit, { service: 'none' })).rejects.toMatchObject({
      code: 'unknown_service',
    })
    await callNext(clerk, branch, { service: 'vitals', room: 'room-1' })
    await expect(changeStep(actor, 'choose', visit, { service: 'xray' })).rejects.toMatchObject({
      code: 'already_called',
    })
    await expect(changeStep(clerk, 'choose', visit, { service: 'xray' })).rejects.toMatchObject({
      code: 'reason_required',
    })
    expect(await db().ticket.findUniqueOrThrow({ where: { id: visit.ticket.id } })).toMatchObject({ version: 2 })
  })

  test('is skipped by the visitor when it is optional, else by staff with a reason, which is sealed', async () => {
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor })
    await expect(changeStep(actor, 'skip', visit, { service: 'vitals' })).rejects.toMatchObject({
      code: 'step_required',
    })
    expect(statesOf(await changeStep(actor, 'skip', visit, { service: 'xray' }))['xray']).toBe('skipped')
    const skipped = await changeStep(clerk, 'skip', visit, { service: 'vitals', reason: 'measured yesterday' })
    expect(statesOf(skipped)).toEqual({ vitals: 'skipped', lab: 'queued', xray: 'skipped', internal: 'blocked' })
    const stored = await db().visitStep.findMany({ where: { visitId: visit.id, remarkSealed: { not: null } } })
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toContain('yesterday')
    expect(JSON.stringify(await db().ticketTransition.findMany())).not.toContain('yesterday')
  })

  test('is added or done again by staff, and undone', async () => {
    const { visit } = await beginVisit(branch)
    const added = await changeStep(clerk, 'add', visit, { service: 'eyes', reason: 'asked for' })
    expect(statesOf(added)).toMatchObject({ vitals: 'queued', eyes: 'ready' })
    await expect(changeStep(clerk, 'add', visit, { service: 'eyes', reason: 'asked for' })).rejects.toMatchObject({
      code: 'step_exists',
    })
    await act(clerk, 'undo', visit.ticket)
    expect(statesOf(await seen(visit))).not.toHaveProperty('eyes')
    await finish('vitals')
    const again = await changeStep(clerk, 'redo', visit, { service: 'vitals', reason: 'the cuff slipped' })
    expect(statesOf(again)).toMatchObject({ vitals: 'queued', lab: 'blocked' })
  })

  test('skipped as the last one ends the visit; done again it goes on', async () => {
    branch = await givePathwayAgain([{ service: 'lab' }, { service: 'xray', required: false }])
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor })
    if (visit.next?.service !== 'lab') await changeStep(actor, 'choose', visit, { service: 'lab' })
    await finish('lab')
    expect(await changeStep(actor, 'skip', visit, { service: 'xray' })).toMatchObject({
      ...{ next: null, ticket: { state: 'completed' } },
    })
    const again = await changeStep(clerk, 'redo', visit, { service: 'lab', reason: 'unclear' })
    expect(again).toMatchObject({ next: { service: 'lab' }, ticket: { state: 'waiting', code: visit.code } })
  })

  test('in service is held for another one, and comes first when that has ended', async () => {
    branch = await givePathwayAgain([{ service: 'internal' }, { service: 'eyes' }])
    const { visit } = await beginVisit(branch)
    if (visit.next?.service !== 'internal')
      await changeStep(clerk, 'choose', visit, { service: 'internal', reason: 'first the doctor' })
    await serve('internal')
    const sent = await sendAway(clerk, visit.ticket, 'lab')
    expect(statesOf(sent)).toEqual({ internal: 'on_hold', eyes: 'ready', lab: 'queued' })
    await finish('lab')
    expect(await seen(visit)).toMatchObject({ next: { service: 'internal', reasons: [{ code: 'back' }] } })
    await finish('internal')
    expect(statesOf(await seen(visit))).toMatchObject({ internal: 'completed', lab: 'completed', eyes: 'queued' })
  })

  test('of which another one does instead is cancelled, also while it is held for that one', async () => {
    branch = await givePathwayAgain([
      { service: 'internal', exclusiveGroup: 'doctor' },
      { service: 'eyes', exclusiveGroup: 'doctor' },
    ])
    const { visit } = await beginVisit(branch)
    const from = visit.next?.service ?? ''
    const to = from === 'eyes' ? 'internal' : 'eyes'
    await serve(from)
    await sendAway(clerk, visit.ticket, to)
    await finish(to)
    expect(await seen(visit)).toMatchObject({ next: null, ticket: { state: 'completed' } })
    expect(statesOf(await seen(visit))).toEqual({ [from]: 'cancelled', [to]: 'completed' })
  })

  test('refused is named by its slug, and so is what it waits for', async () => {
    const { visit } = await beginVisit(branch)
    const reason = 'in a hurry'
    await expect(changeStep(clerk, 'choose', visit, { service: 'lab', reason })).rejects.toMatchObject({
      ...{ code: 'step_blocked', details: { service: 'lab', waitsFor: ['vitals'] } },
    })
  })

  test('to which staff transfer begins at once, whatever should come before it', async () => {
    const { visit } = await beginVisit(branch)
    await act(clerk, 'transfer', visit.ticket, { service: 'internal' })
    expect(statesOf(await seen(visit))).toEqual({ vitals: 'ready', lab: 'blocked', xray: 'ready', internal: 'queued' })
    await act(clerk, 'transfer', visit.ticket, { service: 'eyes' })
    expect(statesOf(await seen(visit))).toMatchObject({ internal: 'ready', eyes: 'queued' })
  })
})

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
