import 'server-only'
import type { ServiceRecord } from '@/lib/features/branches/server/public'
import type { Command } from '@/lib/server/command'
import { AppError } from '@/lib/shared/errors'
import type { JoinInput, NewTicket, VisitRow } from './join-store'
import type { TicketRow } from './ticket-row'

/** A turn that a command wants for a visit. */
export type Wanted = { command: Command<JoinInput>; service: ServiceRecord; visit: VisitRow }

const pairKey = (visitId: string, serviceId: string): string => `${visitId} ${serviceId}`
/** A visit with a plan has one ticket for all its services. */
const journeyKey = (visitId: string): string => `${visitId} journey`

/** The tickets of visits that are not over, by visit and service, and by visit for those with a plan. */
export function byVisit(active: readonly TicketRow[]): Map<string, TicketRow> {
  const ofLines = active.map((it) => [pairKey(it.visitId, it.serviceId), it] as const)
  const ofPlans = active.flatMap((it) => (it.isJourney ? [[journeyKey(it.visitId), it] as const] : []))
  return new Map([...ofLines, ...ofPlans])
}

/**
 * What a visit already has instead of the wanted ticket: that ticket, or a refusal where a turn would stand beside a plan, which
 * has one place in one line.
 */
export function alreadyThere(
  { command, visit, service }: Wanted,
  active: ReadonlyMap<string, TicketRow | NewTicket>,
): TicketRow | NewTicket | AppError | undefined {
  const ofPlan = active.get(journeyKey(visit.id))
  if (command.input.journey) {
    const ofLine = [...active].find(([key]) => key.startsWith(`${visit.id} `))?.[1]
    return ofPlan ?? (ofLine && new AppError('already_in_line', { code: ofLine.code }))
  }
  const there = active.get(pairKey(visit.id, service.id))
  return there ?? (ofPlan && new AppError('already_in_line', { code: ofPlan.code }))
}

/** Adds a ticket that was just decided on. */
export function addTo(standing: Map<string, TicketRow | NewTicket>, made: NewTicket): void {
  standing.set(pairKey(made.visit.id, made.serviceId), made)
  if (made.journey) standing.set(journeyKey(made.visit.id), made)
}
