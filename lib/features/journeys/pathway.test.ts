import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/shared/errors'
import { checkPathway, circleIn, type PathwayStep, plainStep } from './pathway'

const services = new Set(['vitals', 'lab', 'xray', 'eyes', 'internal'])
const step = (service: string, more: Partial<PathwayStep> = {}): PathwayStep => ({ ...plainStep(service), ...more })

/** What checking a pathway refuses: code, details, and the place with its reason. */
function refusalOf(...steps: PathwayStep[]): unknown {
  try {
    checkPathway(steps, services)
  } catch (error) {
    return isAppError(error)
      ? [error.code, error.details, ...error.fields.map((it) => `${it.path} ${it.reason}`)]
      : error
  }
  return null
}

describe('a pathway', () => {
  test('may be a plain list, and a list with conditions that can all be met', () => {
    expect(refusalOf(step('lab'), step('xray'))).toBeNull()
    const doctor = step('internal', { after: ['lab'], anyOf: ['xray', 'eyes'], order: 'last' })
    expect(refusalOf(step('vitals', { order: 'first' }), step('lab'), step('xray'), step('eyes'), doctor)).toBeNull()
  })

  test('with a service that the branch does not have is refused', () => {
    const place = 'steps.1.service unknown_service'
    expect(refusalOf(step('lab'), step('moon'))).toEqual(['unknown_service', { service: 'moon' }, place])
  })

  test('with a service twice is refused', () => {
    const refusal = ['step_twice', { service: 'lab' }, 'steps.1.service step_twice']
    expect(refusalOf(step('lab'), step('lab'))).toEqual(refusal)
  })

  test('with a prerequisite that it does not have is refused', () => {
    const details = { service: 'internal', prerequisite: 'lab' }
    const refusal = ['unknown_prerequisite', details, 'steps.0.after unknown_prerequisite']
    expect(refusalOf(step('internal', { after: ['lab'] }))).toEqual(refusal)
    const oneOf = step('internal', { anyOf: ['eyes', 'moon'] })
    expect(refusalOf(step('eyes'), oneOf)).toContain('steps.1.anyOf unknown_prerequisite')
  })

  test('with a circle is refused, and the services of the circle are named without those before it', () => {
    const steps = [
      step('vitals', { after: ['internal'] }),
      step('internal', { after: ['lab'] }),
      step('lab', { after: ['xray'] }),
      step('xray', { after: ['internal'] }),
    ]
    const circle = { services: ['internal', 'lab', 'xray'] }
    expect(refusalOf(...steps)).toEqual(['pathway_circle', circle, 'steps.1.after pathway_circle'])
  })

  test('with a step that waits for itself has a circle of one', () => {
    expect(circleIn([step('lab', { after: ['lab'] })])).toEqual(['lab'])
  })

  test('has no circle where one of several prerequisites suffices and another is open', () => {
    expect(
      circleIn([step('eyes', { anyOf: ['lab', 'xray'] }), step('lab', { after: ['eyes'] }), step('xray')]),
    ).toEqual([])
  })

  test('with a first step after a later one is refused, and so is a step after a last one', () => {
    const details = { service: 'vitals', prerequisite: 'lab' }
    const first = [step('lab'), step('vitals', { order: 'first', after: ['lab'] })]
    expect(refusalOf(...first)).toEqual(['pathway_order', details, 'steps.1.order pathway_order'])
    const after = [step('internal', { order: 'last' }), step('eyes', { after: ['internal'] })]
    expect(refusalOf(...after)).toMatchObject(['pathway_order', { service: 'eyes' }, 'steps.1.order pathway_order'])
  })

  test('with a step after its own alternative is refused', () => {
    const group = { exclusiveGroup: 'chest' }
    const place = 'steps.1.exclusiveGroup after_its_alternative'
    expect(refusalOf(step('lab', group), step('xray', { ...group, after: ['lab'] }))).toEqual([
      'invalid_input',
      {},
      place,
    ])
  })
})
