import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import type { PlaceDto, TicketDto } from '@/lib/features/queue/contract'
import type { ReasonDto, VisitDto } from '../contract'
import { readinessOf } from '../plan'
import type { Reason } from '../reasons'
import { type JourneyTicket, stepStatesOf } from '../step-state'
import type { VisitPlan } from '../visit-plan'

/** The room to which a step that was interrupted goes back. */
function roomOf(branch: BranchRecord, { steps }: VisitPlan, serviceId: string | undefined): PlaceDto | null {
  const pointId = steps.find(({ service }) => service === serviceId)?.hold?.servicePointId
  const point = branch.servicePoints.find(({ id }) => id === pointId)
  if (!point) return null
  const { slug, label, floor, directions } = point
  return { slug, label, floor, directions }
}

/** A visit as its holder and the staff see it, with its ticket as they see that. */
export function presentVisit(branch: BranchRecord, plan: VisitPlan, ticket: TicketDto, now: Date): VisitDto {
  const services = new Map(branch.services.map((it) => [it.id, it]))
  const slugOf = (id: string): string => services.get(id)?.slug ?? ''
  const isParked = plan.isParked && ticket.state === 'on_hold'
  const here = branch.services.find(({ slug }) => slug === ticket.service.slug)
  const at: JourneyTicket = { service: here?.id ?? '', state: isParked ? 'parked' : ticket.state }
  const states = stepStatesOf(plan.steps, at, now)
  const pathway = branch.pathways.find(({ id }) => id === plan.pathwayId)
  const reasonOf = (reason: Reason): ReasonDto =>
    'service' in reason ? { ...reason, service: slugOf(reason.service) } : reason
  const isOnTheWay = !isParked && (ticket.state === 'waiting' || ticket.state === 'called')
  return {
    id: plan.visitId,
    code: ticket.code,
    branch: branch.slug,
    pathway: { slug: pathway?.slug ?? '', name: pathway?.name ?? { ar: '', en: '' } },
    steps: plan.steps.map((step, i) => {
      const readiness = step.status === 'open' ? readinessOf(plan.steps, step, now) : null
      return {
        service: slugOf(step.service),
        name: services.get(step.service)?.name ?? { ar: '', en: '' },
        state: states[i] ?? 'blocked',
        required: step.required,
        after: step.after.map(slugOf),
        readyAt: readiness?.is === 'too_early' ? readiness.readyAt.toISOString() : null,
      }
    }),
    next: isOnTheWay
      ? {
          service: ticket.service.slug,
          goTo: roomOf(branch, plan, here?.id) ?? ticket.goTo,
          wait: ticket.wait,
          reasons: plan.reasons.map(reasonOf),
        }
      : null,
    ticket,
    link: ticket.link,
  }
}
