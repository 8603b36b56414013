import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import {
  beginVisit,
  changeStep,
  finishNext,
  givePathway,
  readVisit,
  sendAway,
  serveNext,
} from '@/prisma/factories/visit-factory'
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
