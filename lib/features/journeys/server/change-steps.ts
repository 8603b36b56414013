import 'server-only'
import { availabilityOf, nextBusinessDayAt } from '@/lib/features/branches/server/public'
import { AppError } from '@/lib/shared/errors'
import { add, checkChoice, redo, skip } from '../changes'
import { plainStep } from '../pathway'
import { changeVisit, type StepChange, stayOrMoveOn } from './change-visit'

/** Throws `service_closed` when the clinic of a step is closed now. */
function assertOpen({ branch, service, now }: StepChange): void {
  const record = branch.services.find(({ id }) => id === service)
  if (!record) throw new AppError('unknown_service')
  const state = { ...record, dailyCap: null }
  const { availability, opensAt } = availabilityOf(state, 0, now, branch.timeZone, nextBusinessDayAt(branch, now))
  if (availability !== 'open')
    throw new AppError('service_closed', { service: record.slug, opensAt: opensAt?.toISOString() ?? null })
}

/** The visitor goes to another step that can begin; chosen by the holder, or by staff with a reason. */
export const chooseStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: true,
  plan: async (_, { serviceId, state }, before, step) => {
    const { service, change, now } = step
    if (change.by === 'staff' && change.reason === null) throw new AppError('reason_required')
    checkChoice(before.steps, { service: serviceId, state }, service, now)
    assertOpen(step)
    const reasons = [{ code: change.by === 'staff' ? ('staff' as const) : ('chosen' as const) }]
    const after = { ...before, reasons, isParked: false, binding: { by: change.by, changes: 0 } }
    const isThere = serviceId === service && state === 'waiting'
    return { before, after, next: isThere ? null : { serviceId: service, isParked: false } }
  },
})

/** Leaves a step out. */
export const skipStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: true,
  plan: async (tx, ticket, before, { branch, service, change, now }) => {
    const steps = skip(before.steps, { service: ticket.serviceId, state: ticket.state }, service, change)
    return stayOrMoveOn(tx, branch, ticket, { before, after: { ...before, steps }, now })
  },
})

/** Adds a clinic to the visit. */
export const addStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: false,
  plan: async (tx, ticket, before, { branch, service, change, now }) => {
    const added = add(before.steps, plainStep(service))
    const steps = added.map((it) => (it.service === service ? { ...it, reason: change.reason } : it))
    return stayOrMoveOn(tx, branch, ticket, { before, after: { ...before, steps }, now })
  },
})

/** Opens a step that has ended once more. */
export const redoStep = changeVisit({
  permission: 'ticket.manage',
  holderMay: false,
  plan: async (tx, ticket, before, { branch, service, change, now }) => {
    const steps = redo(before.steps, service, change)
    return stayOrMoveOn(tx, branch, ticket, { before, after: { ...before, steps }, now })
  },
})
