import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { act, callNext } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { beginVisit, changeStep, givePathway } from '@/prisma/factories/visit-factory'
import { readChanges } from './read-changes'

describe('what is learned from a visit on a pathway', () => {
  let branch: BranchRecord
  let clerk: Staff
  beforeEach(async () => {
    const made = await makeBranch([{ slug: 'vitals' }, { slug: 'lab' }])
    branch = await givePathway(made, [
      { service: 'vitals', order: 'first', minGapMinutes: 30 },
      { service: 'lab', after: ['vitals'] },
    ])
    clerk = await makeStaff(branch)
  })
  const changes = () => readChanges(db(), branch, new Date(0), new Date())

  test('the end of a service, also where the visitor waits on hold for the next', async () => {
    await beginVisit(branch)
    const ticket = await act(clerk, 'start', await callNext(clerk, branch, { service: 'vitals', room: 'room-1' }))
    expect(await act(clerk, 'finish', ticket)).toMatchObject({ state: 'on_hold', service: { slug: 'lab' } })
    const vitals = serviceId(branch, 'vitals')
    expect(await changes()).toMatchObject([
      { kind: 'call', line: vitals },
      { kind: 'end', line: vitals },
    ])
  })
  test('nothing where the plan changes and the ticket waits on', async () => {
    const { visit } = await beginVisit(branch)
    await changeStep(clerk, 'skip', visit, { service: 'lab', reason: 'not needed' })
    expect(await db().ticketTransition.count({ where: { ticketId: visit.ticket.id, action: 'replan' } })).toBe(1)
    expect(await changes()).toEqual([])
  })
})
