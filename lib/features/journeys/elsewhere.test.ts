import { describe, expect, test } from 'vitest'
import { complete } from './changes'
import { elsewhereFor } from './elsewhere'
import { nextPlace } from './next-place'
import type { ClinicNow } from './options'
import { plainStep } from './pathway'
import { type Plan, planOf } from './plan'
import type { VisitPlan } from './visit-plan'
import { planBefore, planUndone } from './visit-plan'

const now = new Date('2026-11-22T08:00:00Z')
const clinic = (service: string, more: Partial<ClinicNow> = {}): ClinicNow => ({
  ...{
    service,
    isOpen: true,
    serves: true,
    walkMinutes: 1,
    lineMinutes: 5,
    serviceMinutes: 5,
    backlogMinutes: 0,
    closesAt: null,
  },
  ...more,
})
const shut = { isOpen: false, serves: false }
const around = (...clinics: ClinicNow[]) => ({ clinics, now, atMinute: () => now })
const planWith = (steps: Plan, more: Partial<VisitPlan> = {}): VisitPlan => ({
  ...{ visitId: 'v', pathwayId: 'p', steps, binding: { by: 'router', changes: 0 }, reasons: [], isParked: false },
  ...more,
})
const both = planOf([plainStep('lab'), plainStep('xray')])

describe('the next place', () => {
  test('is the best clinic; the awaited one, on hold, while none can begin; none when all is done', () => {
    expect(nextPlace(both, around(clinic('lab', { lineMinutes: 40 }), clinic('xray')))).toMatchObject({
      ...{ service: 'xray', isParked: false },
    })
    const steps = planOf([
      { ...plainStep('lab'), minGapMinutes: 30 },
      { ...plainStep('xray'), after: ['lab'] },
    ])
    const done = complete(steps, 'lab', now)
    expect(nextPlace(done, around(clinic('xray')))).toMatchObject({ service: 'xray', isParked: true })
    expect(nextPlace(both, around(clinic('lab', shut)))).toMatchObject({ service: 'lab', isParked: true })
    expect(nextPlace(complete(complete(both, 'lab', now), 'xray', now), around())).toBeNull()
  })
})

describe('somebody who waits', () => {
  const at = { service: 'lab', line: { place: 9, waiting: 9 } }
  test('stays near the front, after two changes, by their own choice, and for a small gain', () => {
    const clinics = around(clinic('lab', { lineMinutes: 60 }), clinic('xray'))
    expect(elsewhereFor(planWith(both), at, clinics)).toMatchObject({ service: 'xray', binding: { changes: 1 } })
    expect(elsewhereFor(planWith(both), { ...at, line: { place: 3, waiting: 9 } }, clinics)).toBeNull()
    expect(elsewhereFor(planWith(both, { binding: { by: 'router', changes: 2 } }), at, clinics)).toBeNull()
    expect(elsewhereFor(planWith(both, { binding: { by: 'visitor', changes: 0 } }), at, clinics)).toBeNull()
    expect(elsewhereFor(planWith(both), at, around(clinic('lab', { lineMinutes: 12 }), clinic('xray')))).toBeNull()
  })
  test('counts the own place, not the end of the line behind', () => {
    const clinics = around(clinic('lab', { lineMinutes: 60 }), clinic('xray', { lineMinutes: 20 }))
    expect(elsewhereFor(planWith(both), { service: 'lab', line: { place: 8, waiting: 30 } }, clinics)).toBeNull()
  })
  test('stays in a line that takes nobody new, and is sent on to such a clinic only if there is no other', () => {
    const late = clinic('lab', { isOpen: false })
    expect(elsewhereFor(planWith(both), at, around(late, clinic('xray', shut)))).toBeNull()
    expect(nextPlace(both, around(late, clinic('xray', shut)))).toMatchObject({ service: 'lab', isParked: false })
    expect(nextPlace(both, around(late, clinic('xray', { lineMinutes: 90 })))).toMatchObject({ service: 'xray' })
  })
  test('leaves a clinic that has closed, whoever sent them there', () => {
    const chosen = planWith(both, { binding: { by: 'visitor', changes: 0 } })
    expect(elsewhereFor(chosen, at, around(clinic('lab', shut), clinic('xray')))).toMatchObject({
      ...{
        service: 'xray',
        isParked: false,
        reasons: [{ code: 'clinic_closed', service: 'lab' }, { code: 'only_one_open' }],
      },
    })
    const none = around(clinic('lab', shut), clinic('xray', shut))
    expect(elsewhereFor(chosen, at, none)).toMatchObject({ isParked: true, reasons: [{ code: 'clinic_closed' }] })
  })
  test('on hold goes on by themselves only if no clinic put them there', () => {
    const clinics = around(clinic('lab'), clinic('xray'))
    expect(elsewhereFor(planWith(both), { service: 'lab', line: null }, clinics)).toBeNull()
    expect(elsewhereFor(planWith(both, { isParked: true }), { service: 'lab', line: null }, clinics)).toMatchObject({
      ...{ service: 'lab', isParked: false },
    })
  })
})

test('undoing a change of a plan restores what it changed, and keeps what was changed since', () => {
  const before = planWith(planOf([plainStep('lab'), plainStep('xray'), plainStep('eyes')]))
  const after = { ...before, steps: complete(before.steps, 'lab', now), binding: { by: 'staff' as const, changes: 1 } }
  const undo = planBefore(before, after)
  expect(undo.steps.map(({ service }) => service)).toEqual(['lab'])
  const later = { ...after, steps: complete(after.steps, 'eyes', now) }
  expect(planUndone(later, undo).steps.map(({ status }) => status)).toEqual(['open', 'open', 'completed'])
  expect(planUndone(later, undo).binding).toEqual({ by: 'router', changes: 0 })
})
