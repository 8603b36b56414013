import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/shared/errors'
import { abandon, add, checkChoice, complete, redo, sendAndReturn, skip } from './changes'
import { type PathwayStep, plainStep } from './pathway'
import { isBack, type Plan, planOf, progressOf, readySteps, stepOf } from './plan'
import { type JourneyTicket, stepStatesOf } from './step-state'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 8, minute))
const step = (service: string, more: Partial<PathwayStep> = {}): PathwayStep => ({ ...plainStep(service), ...more })
const ticket = (service: string, state = 'waiting'): JourneyTicket => ({ service, state })
const byStaff = { by: 'staff', reason: 'no film today' } as const
const byVisitor = { by: 'visitor', reason: null } as const

const plan = planOf([
  step('lab', { minGapMinutes: 30 }),
  step('xray', { required: false }),
  step('internal', { after: ['lab'] }),
])

/** The code and the details of a refusal. */
function refusalOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return isAppError(error) ? [error.code, error.details] : error
  }
  return null
}

const statesOf = (of: Plan, where: JourneyTicket) => stepStatesOf(of, where, at(0))

describe('choosing a step', () => {
  const choose = (service: string, of = plan, where = ticket('lab')) =>
    refusalOf(() => checkChoice(of, where, service, at(10)))

  test('is possible for one that is ready', () => {
    expect(choose('xray')).toBeNull()
  })

  test('that is blocked is refused with what comes before it', () => {
    expect(choose('internal')).toEqual(['step_blocked', { service: 'internal', waitsFor: ['lab'] }])
  })

  test('before the result is there is refused with the time of it', () => {
    const readyAt = at(35).toISOString()
    expect(choose('internal', complete(plan, 'lab', at(5)))).toEqual([
      'step_too_early',
      { service: 'internal', readyAt },
    ])
  })

  test('that has ended, or that the visit does not have, is refused', () => {
    expect(choose('lab', complete(plan, 'lab', at(5)))).toEqual(['step_ended', { service: 'lab', status: 'completed' }])
    expect(choose('moon')).toEqual(['step_not_found', { service: 'moon' }])
  })

  test('while called or in service is refused', () => {
    for (const state of ['called', 'in_service'])
      expect(choose('xray', plan, ticket('lab', state))).toEqual(['already_called', { service: 'lab' }])
  })
})

describe('skipping', () => {
  test('an optional step is up to the visitor, a required one to staff with a reason', () => {
    expect(stepOf(skip(plan, ticket('lab'), 'xray', byVisitor), 'xray')?.status).toBe('skipped')
    expect(refusalOf(() => skip(plan, ticket('lab'), 'lab', byVisitor))).toEqual(['step_required', { service: 'lab' }])
    const silent = { by: 'staff', reason: ' ' } as const
    expect(refusalOf(() => skip(plan, ticket('lab'), 'lab', silent))).toEqual(['reason_required', {}])
    expect(stepOf(skip(plan, ticket('lab'), 'lab', byStaff), 'lab')).toMatchObject({
      status: 'skipped',
      ...{ reason: byStaff.reason },
    })
  })

  test('the step at which the visitor is called is refused, another one is not', () => {
    const called = ticket('xray', 'called')
    expect(refusalOf(() => skip(plan, called, 'xray', byVisitor))).toEqual(['already_called', { service: 'xray' }])
    expect(refusalOf(() => skip(plan, called, 'lab', byStaff))).toBeNull()
  })
})

describe('changing the plan', () => {
  test('a step is done again only after it has ended', () => {
    expect(refusalOf(() => redo(plan, 'lab', byStaff))).toEqual(['step_still_open', { service: 'lab' }])
    const again = redo(complete(plan, 'lab', at(5)), 'lab', byStaff)
    expect(stepOf(again, 'lab')).toMatchObject({ status: 'open', attempt: 2, completedAt: null })
    expect(refusalOf(() => redo(complete(plan, 'lab', at(5)), 'lab', { by: 'staff', reason: null }))).toEqual([
      'reason_required',
      {},
    ])
  })

  test('a step is added at the end, once', () => {
    const more = add(plan, step('eyes'))
    expect(stepOf(more, 'eyes')).toMatchObject({ position: 3, status: 'open' })
    expect(refusalOf(() => add(more, step('eyes')))).toEqual(['step_exists', { service: 'eyes' }])
  })

  test('finishing a step cancels its alternatives', () => {
    const either = planOf([
      step('lab', { exclusiveGroup: 'blood' }),
      step('eyes', { exclusiveGroup: 'blood' }),
      step('xray'),
    ])
    const done = complete(either, 'eyes', at(5))
    expect(done.map(({ status }) => status)).toEqual(['cancelled', 'completed', 'open'])
  })

  test('a visit without required steps left may be left as completed; one that is abandoned has nothing open', () => {
    const [early, late] = [complete(plan, 'lab', at(5)), complete(complete(plan, 'lab', at(5)), 'internal', at(50))]
    expect([progressOf(early).mayLeave, progressOf(late).mayLeave, progressOf(late).isOver]).toEqual([
      false,
      true,
      false,
    ])
    expect(progressOf(abandon(late))).toEqual({ isOver: true, mayLeave: true, done: 2, all: 2 })
  })
})

describe('sending to another clinic and back', () => {
  const inService = ticket('internal', 'in_service')
  const seen = complete(complete(plan, 'lab', at(0)), 'xray', at(5))

  test('holds the step of the doctor until the other one has ended, and then it comes back to the same room', () => {
    const sent = sendAndReturn(seen, inService, 'lab', 'room-4')
    expect(statesOf(sent, ticket('lab'))).toEqual(['queued', 'completed', 'on_hold'])
    expect(stepOf(sent, 'lab')).toMatchObject({ attempt: 2, after: [] })
    const back = complete(sent, 'lab', at(20))
    expect(back.filter((it) => isBack(back, it)).map(({ service, hold }) => [service, hold?.servicePointId])).toEqual([
      ['internal', 'room-4'],
    ])
    expect(stepOf(complete(back, 'internal', at(60)), 'internal')).toMatchObject({ status: 'completed', hold: null })
  })

  test('adds a step that the visit did not have', () => {
    const sent = sendAndReturn(seen, inService, 'ecg', null)
    expect(readySteps(sent, at(40)).map(({ service }) => service)).toEqual(['ecg'])
  })

  test('comes back when the other step was skipped', () => {
    const sent = sendAndReturn(seen, inService, 'ecg', null)
    expect(statesOf(skip(sent, ticket('ecg'), 'ecg', byStaff), ticket('ecg')).at(2)).toBe('blocked')
    const left = skip(sent, ticket('ecg'), 'ecg', byStaff)
    expect(readySteps(left, at(40)).map(({ service }) => service)).toEqual(['internal'])
  })

  test('works in a chain, but not in a circle', () => {
    const first = sendAndReturn(seen, inService, 'ecg', 'room-4')
    const second = sendAndReturn(first, ticket('ecg', 'in_service'), 'eyes', 'room-7')
    expect(second.map(({ service, hold }) => [service, hold?.service ?? null]).slice(2)).toEqual([
      ['internal', 'ecg'],
      ['ecg', 'eyes'],
      ['eyes', null],
    ])
    const refusal = refusalOf(() => sendAndReturn(second, ticket('eyes', 'in_service'), 'internal', null))
    expect(refusal).toEqual(['step_blocked', { service: 'internal', waitsFor: ['eyes'] }])
  })

  test('is refused unless the visitor is in service', () => {
    const details = { state: 'called', action: 'send_and_return' }
    expect(refusalOf(() => sendAndReturn(plan, ticket('lab', 'called'), 'xray', null))).toEqual([
      'wrong_state',
      details,
    ])
  })
})
