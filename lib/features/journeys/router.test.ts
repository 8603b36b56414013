import { describe, expect, test } from 'vitest'
import { instantOf } from '@/lib/shared/time'
import { afterClosing, type Binding, reconsider } from './binding'
import { type ClinicNow, optionsOf } from './options'
import { type PathwayStep, plainStep } from './pathway'
import { planOf } from './plan'
import { propose } from './router'

const now = new Date('2026-11-22T05:00:00.000Z')
const atMinute = (minute: number): Date => instantOf('2026-11-22', minute, 'Asia/Riyadh')
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

/** A step and its clinic, which takes six minutes each and has nobody in line unless said otherwise. */
type Place = { step?: Partial<PathwayStep>; clinic?: Partial<ClinicNow> }

function optionsIn(places: Record<string, Place>) {
  const steps = Object.entries(places).map(([service, { step }]) => ({ ...plainStep(service), ...step }))
  const clinics = Object.entries(places).map(([service, { clinic }]): ClinicNow => {
    const usual = {
      isOpen: true,
      serves: true,
      walkMinutes: 1,
      lineMinutes: 0,
      serviceMinutes: 6,
      backlogMinutes: 0,
      closesAt: null,
    }
    return { service, ...usual, ...clinic }
  })
  return optionsOf(planOf(steps), clinics, now, atMinute)
}

function proposed(places: Record<string, Place>): unknown {
  const proposal = propose(optionsIn(places), now)
  return proposal && [proposal.service, ...proposal.reasons]
}

const line = (lineMinutes: number | null): Place => ({ clinic: { lineMinutes } })

describe('the next clinic', () => {
  test('is the one with the shortest walk and line', () => {
    expect(proposed({ lab: line(9), eyes: line(3), ent: { clinic: { walkMinutes: 5 } } })).toEqual([
      'eyes',
      { code: 'shortest' },
    ])
  })

  test('is the earlier one in the plan where there is no difference', () => {
    expect(proposed({ lab: {}, eyes: {} })).toEqual(['lab', { code: 'shortest' }])
  })

  test('is never one that is closed or blocked, and there may be none', () => {
    const closed: Place = { clinic: { isOpen: false } }
    expect(proposed({ lab: closed, internal: { step: { after: ['lab'] } } })).toBeNull()
    expect(proposed({ lab: closed, eyes: line(20) })).toEqual(['eyes', { code: 'only_one_open' }])
  })

  test('is one where nobody serves yet only when there is no other', () => {
    expect(proposed({ lab: line(null), eyes: line(50) })).toEqual(['eyes', { code: 'only_one_open' }])
    expect(proposed({ lab: line(null), eyes: line(null) })).toEqual(['lab', { code: 'not_started' }])
  })

  test('is the first one of the pathway in spite of its line, and the last one only in the end', () => {
    expect(proposed({ lab: {}, vitals: { step: { order: 'first' }, ...line(30) } })).toEqual([
      'vitals',
      { code: 'first' },
    ])
    const last = { code: 'last', service: 'internal' }
    expect(proposed({ lab: line(30), internal: { step: { order: 'last' } } })).toEqual(['lab', last])
  })

  test('is the one that closes soon, while it can still be reached', () => {
    const xray = (minutes: number): Place => ({ clinic: { lineMinutes: 20, closesAt: inMinutes(minutes) } })
    expect(proposed({ lab: {}, xray: xray(40) })).toEqual([
      'xray',
      { code: 'closes_at', at: inMinutes(40).toISOString() },
    ])
    expect(proposed({ lab: {}, xray: xray(300) })).toEqual(['lab', { code: 'shortest' }])
    expect(proposed({ lab: {}, xray: xray(10) })).toEqual(['lab', { code: 'shortest' }])
  })

  test('is the laboratory in the morning for somebody who fasts until ten', () => {
    const fasting = { code: 'fasting', at: '2026-11-22T07:00:00.000Z' }
    const lab: Place = { step: { notAfterMinute: 600 }, ...line(90) }
    expect(proposed({ eyes: line(60), lab })).toEqual(['lab', fasting])
  })

  test('is the one with the result that others wait for, unless enough else is left to do meanwhile', () => {
    const internal: Place = { step: { after: ['lab', 'eyes', 'ent', 'xray', 'dental'] } }
    const lab: Place = { step: { minGapMinutes: 40 }, ...line(15) }
    expect(proposed({ eyes: {}, lab, internal })).toEqual(['lab', { code: 'result' }])
    const others = { eyes: {}, ent: {}, xray: {}, dental: { clinic: { serviceMinutes: 20 } } }
    expect(proposed({ ...others, lab, internal })).toEqual(['eyes', { code: 'shortest' }])
  })

  test('is the busiest clinic of the day when the lines are about the same', () => {
    const psychiatry: Place = { clinic: { lineMinutes: 5, backlogMinutes: 150 } }
    expect(proposed({ lab: line(2), psychiatry })).toEqual(['psychiatry', { code: 'bottleneck' }])
    expect(proposed({ lab: line(2), psychiatry: { clinic: { lineMinutes: 25, backlogMinutes: 150 } } })).toEqual([
      'lab',
      { code: 'shortest' },
    ])
  })
})

describe('a proposal', () => {
  const binding: Binding = { service: 'lab', by: 'router', changes: 0 }
  const better = optionsIn({ lab: line(40), eyes: {} })
  const changed = (it: Partial<Binding>, place = 8, options = better): string | undefined =>
    reconsider({ ...binding, ...it }, place, options, now)?.service

  test('changes when another clinic is clearly better, and not for a few minutes', () => {
    expect(changed({})).toBe('eyes')
    expect(changed({}, 8, optionsIn({ lab: line(7), eyes: {} }))).toBeUndefined()
  })

  test('does not change near the front, a third time, or against a choice', () => {
    expect([changed({}, 4), changed({}, 3)]).toEqual(['eyes', undefined])
    expect([changed({ changes: 1 }), changed({ changes: 2 })]).toEqual(['eyes', undefined])
    expect([changed({ by: 'visitor' }), changed({ by: 'staff' })]).toEqual([undefined, undefined])
  })

  test('changes when nobody serves where the visitor waits, and stays when nobody serves anywhere', () => {
    expect(changed({}, 8, optionsIn({ lab: line(null), eyes: line(30) }))).toBe('eyes')
    expect(changed({ service: 'eyes' }, 8, optionsIn({ lab: line(null), eyes: line(null) }))).toBeUndefined()
  })
})

test('who waits at a clinic that closes is sent to another with the reason, or waits when there is none', () => {
  const reason = { code: 'clinic_closed', service: 'lab' }
  expect(afterClosing('lab', optionsIn({ lab: {}, eyes: {}, ent: line(9) }), now)).toMatchObject({
    ...{ service: 'eyes', reasons: [reason, { code: 'shortest' }] },
  })
  expect(afterClosing('lab', optionsIn({ lab: {} }), now)).toBeNull()
})
