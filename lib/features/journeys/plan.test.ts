import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complete, skip } from './changes'
import { type PathwayStep, plainStep } from './pathway'
import { minutesUntilLast, nextReadyAt, type Plan, planOf, progressOf, readySteps, stepOf } from './plan'
import { currentStep, type JourneyTicket, stepStatesOf } from './step-state'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 8, minute))
const step = (service: string, more: Partial<PathwayStep> = {}): PathwayStep => ({ ...plainStep(service), ...more })
const waiting = (service: string): JourneyTicket => ({ service, state: 'waiting' })
const ready = (plan: Plan, minute = 0): string[] => readySteps(plan, at(minute)).map(({ service }) => service)

const centre = planOf([
  step('vitals'),
  step('lab', { after: ['vitals'], minGapMinutes: 40 }),
  step('xray', { anyOf: ['vitals', 'eyes'] }),
  step('eyes', { required: false }),
  step('internal', { after: ['lab', 'xray'], order: 'last' }),
])

describe('a step', () => {
  test('is ready when all that comes before it, and one of the others named, is done', () => {
    expect(ready(centre)).toEqual(['vitals', 'eyes'])
    expect(ready(complete(centre, 'eyes', at(0)))).toEqual(['vitals', 'xray'])
    expect(ready(complete(centre, 'vitals', at(0)))).toEqual(['lab', 'xray', 'eyes'])
  })

  test('begins only when the result of the one before is there, and the time of that is known', () => {
    const done = ['vitals', 'lab', 'xray', 'eyes'].reduce((plan, it) => complete(plan, it, at(10)), centre)
    expect(ready(done, 49)).toEqual([])
    expect(nextReadyAt(done, at(49))).toEqual(at(50))
    expect(ready(done, 50)).toEqual(['internal'])
    expect(nextReadyAt(done, at(50))).toBeNull()
  })

  test('that staff skipped holds nobody up, and has no result to wait for', () => {
    const done = ['vitals', 'xray', 'eyes'].reduce((plan, it) => complete(plan, it, at(10)), centre)
    expect(ready(skip(done, waiting('lab'), 'lab', { by: 'staff', reason: 'done elsewhere' }), 10)).toEqual([
      'internal',
    ])
  })

  test('that frees the doctor only after its result leaves that time open', () => {
    const after = (service: string) =>
      centre.flatMap((it) => (it.service === service ? [minutesUntilLast(centre, it)] : []))
    expect([after('vitals'), after('lab'), after('xray'), after('internal')]).toEqual([[40], [40], [0], [0]])
  })
})

describe('the visible states', () => {
  const statesAt = (plan: Plan, ticket: JourneyTicket, minute = 0) => stepStatesOf(plan, ticket, at(minute))

  test('are those of the ticket at its step, and of the conditions at the others', () => {
    const states = (state: string) => statesAt(centre, { service: 'vitals', state })
    expect(states('waiting')).toEqual(['queued', 'blocked', 'blocked', 'ready', 'blocked'])
    expect(states('called')[0]).toBe('called')
    expect(states('in_service')[0]).toBe('in_service')
    expect(states('on_hold')[0]).toBe('on_hold')
    expect(states('missed')[0]).toBe('ready')
  })

  test('show a step blocked until the result of the one before is there', () => {
    const done = ['vitals', 'lab', 'xray', 'eyes'].reduce((plan, it) => complete(plan, it, at(10)), centre)
    expect(statesAt(done, { service: 'eyes', state: 'on_hold' }, 20).at(-1)).toBe('blocked')
    expect(statesAt(done, { service: 'eyes', state: 'on_hold' }, 50).at(-1)).toBe('ready')
  })

  test('are cancelled for what is open when the ticket has ended', () => {
    const plan = complete(centre, 'vitals', at(5))
    const states = statesAt(plan, { service: 'lab', state: 'expired' })
    expect(states).toEqual(['completed', 'cancelled', 'cancelled', 'cancelled', 'cancelled'])
  })
})

/** A pathway without circles: each step may wait only for earlier ones. */
const pathways = fc
  .array(
    fc.record({
      required: fc.boolean(),
      after: fc.array(fc.nat(20), { maxLength: 3 }),
      anyOf: fc.array(fc.nat(20), { maxLength: 3 }),
      gap: fc.option(fc.integer({ min: 1, max: 60 })),
      group: fc.option(fc.constantFrom('one', 'two')),
    }),
    { minLength: 1, maxLength: 16 },
  )
  .map((rows) =>
    rows.map(({ required, after, anyOf, gap, group }, index): PathwayStep => {
      const earlier = (numbers: number[]): string[] => (index === 0 ? [] : numbers.map((it) => `s${it % index}`))
      const conditions = { after: earlier(after), anyOf: earlier(anyOf), minGapMinutes: gap, exclusiveGroup: group }
      return step(`s${index}`, { required, ...conditions })
    }),
  )

test('whatever is done in whatever order, a journey goes on until nothing is open, and stands at one step at most', () => {
  fc.assert(
    fc.property(pathways, fc.infiniteStream(fc.nat(100)), (steps, choices) => {
      let plan = planOf(steps)
      let now = at(0)
      while (!progressOf(plan).isOver) {
        const open = readySteps(plan, now)
        const chosen = open[(choices.next().value ?? 0) % Math.max(1, open.length)]
        if (!chosen) {
          const later = nextReadyAt(plan, now)
          expect(later && later > now).toBe(true)
          now = later ?? now
          continue
        }
        for (const state of ['waiting', 'called', 'in_service']) {
          const ticket = { service: chosen.service, state }
          const seen = stepStatesOf(plan, ticket, now).filter((it) => ['queued', 'called', 'in_service'].includes(it))
          expect(seen).toHaveLength(1)
          expect(currentStep(plan, ticket)).toBe(chosen)
        }
        now = new Date(now.getTime() + 60_000)
        plan = complete(plan, chosen.service, now)
        expect(stepOf(plan, chosen.service)?.completedAt).toEqual(now)
      }
    }),
    { numRuns: 100 },
  )
})
