import 'server-only'
import { openingOf, openPointsOf, type ServiceRecord } from '@/lib/features/branches/server/public'
import { AppError } from '@/lib/shared/errors'
import { add, checkChoice, redo, skip } from '../changes'
import { plainStep } from '../pathway'
import type { Plan } from '../plan'
import { sentBy } from '../visit-plan'
import { changeVisit, type StepChange, stayOrMoveOn } from './change-visit'

/** The clinic of a step, which has not been closed by an administrator. Throws `service_closed`. */
function requireOpen({ branch, service }: StepChange): ServiceRecord {
  const record = branch.services.find(({ id }) => id === service)
  if (!record) throw new AppError('unknown_service')
  if (record.status === 'closed' || openPointsOf(branch, service).length === 0)
    throw new AppError('service_closed', { service: record.slug, opensAt: null })
  return record
}

/** Throws `service_closed` when the clinic of a step takes nobody new now. */
function assertTakes(step: StepChange): void {
  const record = requireOpen(step)
  const { availability, opensAt } = openingOf(step.branch, record, step.now)
  if (availability !== 'open')
    throw new AppError('service_closed', { service: record.slug, opensAt: opensAt?.toISOString() ?? null })
}

/** Throws `reason_required` when staff change the way of somebody without saying why. */
function requireReason({ change }: StepChange): void {
  if (change.by === 'staff' && change.reason === null) throw new AppError('reason_required')
}

const because = (steps: Plan, { service, change }: StepChange): Plan =>
  steps.map((it) => (it.service === service && change.reason !== null ? { ...it, reason: change.reason } : it))

/** The visitor goes to another step that can begin; chosen by the holder, or by staff with a reason. */
export const chooseStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: true,
  plan: async (_, { serviceId, state, code }, before, step) => {
    const { service, change, now } = step
    requireReason(step)
    checkChoice(before.steps, { service: serviceId, state }, service, now)
    const isThere = serviceId === service && state === 'waiting'
    // Asked for again, it changes nothing: the history of the ticket must not grow, and an undo is meant for what was before.
    if (isThere && before.binding.by === change.by) throw new AppError('already_in_line', { code })
    assertTakes(step)
    const after = sentBy(change.by, before, because(before.steps, step))
    return { before, after, next: isThere ? null : { serviceId: service, isParked: false } }
  },
})

/** Leaves a step out. */
export const skipStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: true,
  plan: async (tx, ticket, before, { branch, service, change, now }) => {
    const steps = skip(before.steps, { service: ticket.serviceId, state: ticket.state }, service, change)
    return stayOrMoveOn(tx, branch, ticket, { before, steps, now })
  },
})

/** Adds a clinic to the visit. */
export const addStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: false,
  plan: async (tx, ticket, before, step) => {
    const { branch, service, now } = step
    requireReason(step)
    const steps = because(add(before.steps, plainStep(service)), step)
    requireOpen(step)
    return stayOrMoveOn(tx, branch, ticket, { before, steps, now })
  },
})

/** Opens a step that has ended once more. */
export const redoStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: false,
  plan: async (tx, ticket, before, step) => {
    const { branch, service, change, now } = step
    const steps = redo(before.steps, service, change)
    requireOpen(step)
    return stayOrMoveOn(tx, branch, ticket, { before, steps, now })
  },
})
