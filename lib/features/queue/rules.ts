import { AppError } from '@/lib/shared/errors'
import type { TicketState } from './contract'

/**
 * The actions of staff and visitors on a ticket. `expire` is the end of the business day; `replan` a change of the plan of its
 * visit, which may move it.
 */
export type Action =
  | 'call'
  | 'recall'
  | 'start'
  | 'finish'
  | 'no_answer'
  | 'hold'
  | 'resume'
  | 'transfer'
  | 'cancel'
  | 'expire'
  | 'replan'

/** The fields of a ticket that actions change. */
export type TicketFields = {
  state: TicketState
  serviceId: string
  /** The service from which it was moved to this one; null when it was not moved. */
  movedFromId: string | null
  servicePointId: string | null
  servedById: string | null
  callCount: number
  creditFrom: Date
  /** When the wait for the next call began; null while the ticket is not waiting for a call. */
  lineSince: Date | null
  calledAt: Date | null
  startedAt: Date | null
  endedAt: Date | null
}

/** Where the visitor of a plan goes: into the line of a service, or on hold there until the step can begin. */
export type Destination = { serviceId: string; isParked: boolean }

/** Who acts, where and when. `serviceId` is the target of a transfer; `next` where a visit with a plan goes on. */
export type Act = {
  action: Action
  at: Date
  servicePointId?: string
  staffId?: string
  serviceId?: string
  next?: Destination | null
}

/** The states in which a ticket may still be served. */
export const openStates = [
  'waiting',
  'called',
  'in_service',
  'on_hold',
  'missed',
] as const satisfies readonly TicketState[]

/** The states from which each action is allowed. */
export const allowedFrom: Record<Action, readonly TicketState[]> = {
  call: ['waiting'],
  recall: ['called', 'missed'],
  start: ['called'],
  finish: ['in_service'],
  no_answer: ['called'],
  hold: ['waiting', 'called', 'in_service'],
  resume: ['on_hold', 'missed'],
  transfer: openStates,
  cancel: ['waiting', 'called', 'on_hold', 'missed'],
  expire: openStates,
  replan: [...openStates, 'completed'],
}

/** Whether an action is allowed in this state: for enabling buttons. */
export function mayTake(action: Action, state: TicketState): boolean {
  return allowedFrom[action].includes(state)
}

/** Whether a ticket in this state has its holder at a service point, or called to one. */
export function isAtHand(state: TicketState): boolean {
  return state === 'called' || state === 'in_service'
}

/** Whether a change ends a service that another member of staff started. */
export function endsAnothers(before: TicketFields, after: TicketFields, staffId: string | null): boolean {
  const isEnded = before.state === 'in_service' && after.state !== 'in_service'
  return isEnded && before.servedById !== null && before.servedById !== staffId
}

/** How long after a change it can be undone. */
export const undoMinutes = 10

const notAtAPoint = { servicePointId: null, servedById: null, calledAt: null, startedAt: null, callCount: 0 }

function called(ticket: TicketFields, act: Act): TicketFields {
  return {
    ...ticket,
    state: 'called',
    servicePointId: act.servicePointId ?? ticket.servicePointId,
    servedById: act.staffId ?? ticket.servedById,
    callCount: ticket.callCount + 1,
    lineSince: null,
    calledAt: ticket.state === 'called' ? ticket.calledAt : act.at,
    endedAt: null,
  }
}

/** The ticket at the next step of its visit. It keeps its credit, nobody starts over, except after a missed call. */
function movedOn(ticket: TicketFields, { serviceId, isParked }: Destination, at: Date): TicketFields {
  const creditFrom = ticket.state === 'missed' ? at : ticket.creditFrom
  const place = { serviceId, movedFromId: null, endedAt: null, creditFrom }
  return {
    ...ticket,
    ...notAtAPoint,
    ...place,
    state: isParked ? 'on_hold' : 'waiting',
    lineSince: isParked ? null : at,
  }
}

/**
 * The ticket after an action. A held ticket keeps its place; a no-show goes to the end of the line; a transferred one
 * keeps its waiting time, which counts in the next queue's order. Throws `wrong_state` when the action is not
 * allowed.
 */
export function transition(ticket: TicketFields, act: Act): TicketFields {
  if (!mayTake(act.action, ticket.state)) throw new AppError('wrong_state', { state: ticket.state, action: act.action })
  switch (act.action) {
    case 'call':
    case 'recall':
      return called(ticket, act)
    case 'start':
      return { ...ticket, state: 'in_service', startedAt: act.at, servedById: act.staffId ?? ticket.servedById }
    case 'finish':
      return act.next ? movedOn(ticket, act.next, act.at) : { ...ticket, state: 'completed', endedAt: act.at }
    case 'replan':
      return act.next ? movedOn(ticket, act.next, act.at) : ticket
    case 'no_answer':
      return { ...ticket, state: 'missed' }
    case 'hold':
      return { ...ticket, ...notAtAPoint, state: 'on_hold' }
    case 'resume':
      return {
        ...ticket,
        ...notAtAPoint,
        state: 'waiting',
        creditFrom: ticket.state === 'missed' ? act.at : ticket.creditFrom,
        lineSince: ticket.lineSince ?? act.at,
      }
    case 'transfer':
      return {
        ...ticket,
        ...notAtAPoint,
        state: 'waiting',
        serviceId: act.serviceId ?? ticket.serviceId,
        movedFromId: ticket.serviceId,
        lineSince: act.at,
      }
    case 'cancel':
      return { ...ticket, state: 'cancelled', endedAt: act.at }
    case 'expire':
      return { ...ticket, state: 'expired', endedAt: act.at }
  }
}

/** The ticket code of a number: `E014`; numbers of four or more digits are not cut. */
export function codeOf(prefix: string, sequence: number): string {
  return `${prefix}${String(sequence).padStart(3, '0')}`
}

/** The numbers on the tickets of a queue's day: the first, and the range in which they go round (without end if null). */
export type DayNumbers = { first: number; lowest: number; highest: number | null }

/** The number on the ticket that is the `sequence`th of its day, from 1. */
export function numberAt(sequence: number, { first, lowest, highest }: DayNumbers): number {
  const number = first + sequence - 1
  return highest === null ? number : lowest + ((number - lowest) % (highest - lowest + 1))
}

/** How many tickets a day can have: no code is given twice on one day. */
export function capOf(dailyCap: number | null, { lowest, highest }: DayNumbers): number | null {
  const range = highest === null ? null : highest - lowest + 1
  return range === null || (dailyCap !== null && dailyCap < range) ? dailyCap : range
}

/** The sequence and code of a ticket. */
export type Numbered = { sequence: number; code: string }

/** What the next ticket after the `last`th bears, without what tickets carried over from the day before bear. */
export function nextNumber(
  last: number,
  numbers: DayNumbers,
  prefix: string,
  held: readonly Numbered[] = [],
): Numbered {
  const numbered = (sequence: number): Numbered => ({ sequence, code: codeOf(prefix, numberAt(sequence, numbers)) })
  let next = numbered(last + 1)
  while (held.some((it) => it.sequence === next.sequence || it.code === next.code)) next = numbered(next.sequence + 1)
  return next
}

/** The number in a ticket code. */
export function numberIn(code: string): number {
  return Number(code.replace(/^[A-Z]+/, ''))
}

/** What may still be undone. */
export type LastChange = { action: string; at: Date; before: TicketFields | null }

/**
 * The ticket before its last change. Throws `nothing_to_undo` when there is none, when it is older than 10 minutes, or
 * when it cannot be undone (taking the ticket, the end of the day, a new day).
 */
export function undone(last: LastChange | null, now: Date): TicketFields {
  const age = last ? now.getTime() - last.at.getTime() : Number.POSITIVE_INFINITY
  const isOfSystem = last?.action === 'expire' || last?.action === 'carry_over'
  if (!last?.before || isOfSystem || age > undoMinutes * 60_000) throw new AppError('nothing_to_undo')
  return last.before
}
