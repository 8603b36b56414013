import type { QueueSnapshot, TicketDto, TicketState } from '@/lib/features/queue/contract'
import type { LineTicketDto } from '@/lib/features/queue/line-contract'
import { canonicalJson } from './canonical-json'
import type { Line } from './shows'

/** A ticket at the end: the last state shown by its phone, and the API's state for holder and staff. */
export type TicketTruth = {
  joined: string
  phone: TicketDto | null
  holder: TicketDto
  staff: TicketDto
  /** Its state and queue before the demonstration; null when it was taken in it. */
  before: { state: TicketState; clinic: string } | null
}

/** The final state of one clinic on every surface. */
export type ClinicTruth = {
  clinic: string
  before: QueueSnapshot
  status: QueueSnapshot
  tv: QueueSnapshot | null
  line: Line
  /** The codes of all tickets that a screen has shown here during the run. */
  seen: ReadonlySet<string>
}

const countOf: Partial<Record<TicketState, keyof QueueSnapshot['counts']>> = {
  waiting: 'waiting',
  called: 'called',
  in_service: 'inService',
  on_hold: 'onHold',
  missed: 'missed',
  completed: 'served',
  cancelled: 'cancelled',
}

const codesIn = (tickets: readonly LineTicketDto[], ...states: TicketState[]): string[] =>
  tickets.filter((it) => states.includes(it.state)).map((it) => it.code)

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  canonicalJson([...one].sort()) === canonicalJson([...other].sort())

/** Differences of the hall screen and the staff's line from the public state. */
export function screenMismatches({ clinic, status, tv, line }: ClinicTruth): string[] {
  const faults: string[] = []
  const check = (isRight: boolean, what: string): void => {
    if (!isRight) faults.push(`${clinic}: ${what}`)
  }
  check(
    tv !== null && canonicalJson(tv) === canonicalJson(status),
    `the TV shows version ${tv?.version ?? 'none'}, the status is version ${status.version}, or they differ`,
  )
  check(line.version === status.version, `the line has version ${line.version}, the status ${status.version}`)
  check(
    canonicalJson(codesIn(line.tickets, 'waiting')) === canonicalJson(status.waiting),
    'line and status have a different order of waiting',
  )
  check(
    sameSet(
      codesIn(line.tickets, 'called', 'in_service'),
      status.serving.map((it) => it.code),
    ),
    'line and status have different tickets at the rooms',
  )
  check(sameSet(codesIn(line.tickets, 'on_hold'), status.onHold), 'line and status have different tickets on hold')
  check(
    codesIn(line.tickets, 'missed').length === status.counts.missed,
    'line and status have a different number of missed',
  )
  return faults
}

/** How many turns of others were at the clinic during the run: taken there, or transferred to it. */
export function turnsOfOthers({ clinic, before, status, seen }: ClinicTruth, tickets: readonly TicketTruth[]): number {
  const known = new Set(tickets.map((it) => it.holder.code))
  const shown = [...seen].filter((code) => !known.has(code)).length
  const ours = tickets.filter((it) => it.before === null && it.joined === clinic).length
  // Taken and left again between two snapshots, a turn is only counted.
  return Math.max(shown, status.counts.issued - before.counts.issued - ours)
}

/** Whether a ticket was taken here and transferred to another clinic, which happens during service. */
const isSentOn = ({ before, joined, holder }: TicketTruth, clinic: string): boolean =>
  before === null && joined === clinic && holder.service.slug !== clinic

/** Counters of the public state that differ from a recount of the tickets. */
export function countMismatches({ clinic, before, status }: ClinicTruth, tickets: readonly TicketTruth[]): string[] {
  return Object.entries(countOf).flatMap(([state, name]) => {
    const had = tickets.filter((it) => it.before?.clinic === clinic && it.before.state === state).length
    const has = tickets.filter((it) => it.holder.service.slug === clinic && it.holder.state === state).length
    // A visitor transferred during service counts as served here.
    const sentOn = name === 'served' ? tickets.filter((it) => isSentOn(it, clinic)).length : 0
    const expected = before.counts[name] - had + has + sentOn
    return status.counts[name] === expected
      ? []
      : [`${clinic}: ${name} is ${status.counts[name]}, its tickets give ${expected}`]
  })
}

/** The average wait computed from the tickets, in minutes with one decimal, rounded like the public state. */
export function averageWait(clinic: string, tickets: readonly TicketTruth[]): number | null {
  const waits = tickets.flatMap(({ holder: { service, calledAt, createdAt } }) =>
    service.slug === clinic && calledAt
      ? [Math.max(0, Math.round((Date.parse(calledAt) - Date.parse(createdAt)) / 1_000))]
      : [],
  )
  if (waits.length === 0) return null
  return Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / 6) / 10
}

/** The number of changes of a ticket, except calls, that went directly to this state. */
const straight: Partial<Record<TicketState, number>> = { waiting: 1, called: 1, in_service: 2, missed: 2, completed: 3 }

/** Whether a ticket waited only once: it was not put back, held or transferred. */
const hasOneWait = ({ joined, holder }: TicketTruth): boolean =>
  joined === holder.service.slug &&
  (holder.state === 'cancelled' || holder.version === (straight[holder.state] ?? 0) + holder.callCount)

/** A clinic's average wait if it differs from its tickets. Checked only when the clinic's day began with the
 * demonstration and every visitor waited once. */
export function waitMismatches({ clinic, before, status }: ClinicTruth, tickets: readonly TicketTruth[]): string[] {
  const expected = averageWait(clinic, tickets)
  const here = tickets.filter((it) => it.joined === clinic || it.holder.service.slug === clinic)
  if (before.counts.issued > 0 || !here.every(hasOneWait) || status.averageWaitMinutes === expected) return []
  return [`${clinic}: the average wait is ${status.averageWaitMinutes} min, its tickets give ${expected}`]
}

/** Tickets that phone, holder and staff see differently. */
export function ticketMismatches(tickets: readonly TicketTruth[]): string[] {
  return tickets.flatMap(({ phone, holder, staff }) => {
    const name = holder.code
    const word = (it: TicketDto): string => `${it.state} at ${it.service.slug}, version ${it.version}`
    const faults: string[] = []
    if (phone && word(phone) !== word(holder))
      faults.push(`${name}: the phone shows ${word(phone)}, the API says ${word(holder)}`)
    if (word(staff) !== word(holder)) faults.push(`${name}: staff see ${word(staff)}, the holder ${word(holder)}`)
    return faults
  })
}
