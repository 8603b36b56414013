import { beforeEach, describe, expect, test } from 'vitest'
import { type BranchRecord, forgetBranches } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import {
  beginVisit,
  changeStep,
  finishNext,
  givePathway,
  readVisit,
  type StepWish,
} from '@/prisma/factories/visit-factory'
import type { VisitDto } from '../contract'
import { moveVisitsOn } from './move-on'

const clinics = ['vitals', 'lab', 'xray', 'internal']

let branch: BranchRecord
let clerk: Staff
beforeEach(() =>
  begin([
    { service: 'vitals', order: 'first' },
    { service: 'lab', after: ['vitals'] },
    { service: 'xray', required: false },
    { service: 'internal', after: ['lab', 'xray'], order: 'last' },
  ]),
)

/** A branch of its own with a pathway, and somebody who serves there. */
async function begin(steps: readonly StepWish[]): Promise<void> {
  branch = await givePathway(await makeBranch(clinics.map((slug) => ({ slug }))), steps)
  clerk = await makeStaff(branch)
}

const seen = (visit: { id: string }): Promise<VisitDto> => readVisit(clerk, visit)
const finish = (service: string) => finishNext(clerk, branch, service)

describe('somebody who waits', () => {
  const resultsNow = (visit: { id: string }) =>
    db().visitStep.updateMany({ where: { visitId: visit.id, status: 'completed' }, data: { completedAt: new Date(0) } })
  async function setStatus(slug: string, status: 'open' | 'closed'): Promise<void> {
    await db().service.updateMany({ where: { branchId: branch.id, slug }, data: { status } })
    forgetBranches()
  }
  test('for a result is in line as soon as it is there, and staff may send them earlier', async () => {
    await begin([
      { service: 'lab', minGapMinutes: 40 },
      { service: 'internal', after: ['lab'] },
    ])
    const [{ visit }, { visit: early }] = [await beginVisit(branch), await beginVisit(branch)]
    await finish('lab')
    await finish('lab')
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({ next: null, ticket: { state: 'on_hold' } })
    await act(clerk, 'resume', early.ticket)
    expect(await seen(early)).toMatchObject({ ticket: { state: 'waiting' } })
    await resultsNow(visit)
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({
      next: { service: 'internal' },
      ticket: { state: 'waiting', code: visit.code },
    })
  })

  test('at a clinic that closes is sent to another one and told why, or waits on hold until one opens', async () => {
    const { visit } = await beginVisit(branch)
    await setStatus('vitals', 'closed')
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({
      next: { service: 'xray', reasons: [{ code: 'clinic_closed', service: 'vitals' }, { code: 'only_one_open' }] },
    })
    await setStatus('xray', 'closed')
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({ next: null, ticket: { state: 'on_hold' } })
    await setStatus('vitals', 'open')
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({
      next: { service: 'vitals' },
      ticket: { state: 'waiting', code: visit.code },
    })
  })

  test('in a line that takes nobody new any more is still served there, and goes on to such clinics', async () => {
    const { visit } = await beginVisit(branch)
    const weekday = (new Date().getUTCDay() + 3) % 7
    const closed = { branchId: branch.id, weekday, opensMinute: 600, closesMinute: 601 }
    for (const { id } of branch.services)
      await db().openingHours.create({ data: { id: newId(), serviceId: id, ...closed } })
    forgetBranches()
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({ next: { service: 'vitals' }, ticket: { state: 'waiting', version: 1 } })
    await finish('vitals')
    expect(await seen(visit)).toMatchObject({ ticket: { state: 'waiting' } })
    await expect(beginVisit(branch)).rejects.toMatchObject({ code: 'service_closed' })
  })

  test('on hold by the staff returns by the staff only, and after a missed call to the end of the line', async () => {
    const actor = makeVisitor()
    const { visit } = await beginVisit(branch, { actor })
    await act(clerk, 'hold', visit.ticket)
    await moveVisitsOn()
    await expect(changeStep(actor, 'choose', visit, { service: 'xray' })).rejects.toMatchObject({ code: 'wrong_state' })
    await act(clerk, 'resume', visit.ticket)
    const { visit: later } = await beginVisit(branch)
    await callNext(clerk, branch, { service: 'vitals', room: 'room-1' })
    await act(clerk, 'noAnswer', visit.ticket)
    await changeStep(actor, 'choose', visit, { service: 'vitals' })
    expect(await callNext(clerk, branch, { service: 'vitals', room: 'room-1' })).toMatchObject({ code: later.code })
  })

  test('far from the front is sent to a clearly better clinic, but not against their own choice', async () => {
    await begin([{ service: 'lab' }, { service: 'xray' }])
    const { visit } = await beginVisit(branch)
    const at = visit.next?.service ?? ''
    const other = at === 'lab' ? 'xray' : 'lab'
    const emergencies = () =>
      Promise.all(Array.from({ length: 5 }, () => takeTurn(branch, at, { actor: clerk, class: 'emergency' })))
    const chooser = makeVisitor()
    const { visit: chosen } = await beginVisit(branch, { actor: chooser })
    await changeStep(chooser, 'choose', chosen, { service: at })
    await emergencies()
    await moveVisitsOn()
    expect(await seen(visit)).toMatchObject({ next: { service: other }, ticket: { code: visit.code } })
    expect(await seen(chosen)).toMatchObject({ next: { service: at, reasons: [{ code: 'chosen' }] } })
    expect(await db().visitPlan.findUniqueOrThrow({ where: { visitId: visit.id } })).toMatchObject({ boundChanges: 1 })
    const told = await db().eventLog.count({ where: { topic: `ticket:${visit.ticket.id}` } })
    expect(told).toBeGreaterThan(0)
  })
})
