import type { TicketState } from '@/lib/features/queue/contract'
import type { DayLog, LogEvent } from './log'

/** A row of `ticket_transition`, as one line of JSON. */
export type TransitionRow = {
  at: string
  action: string
  from_state: TicketState | null
  to_state: TicketState
  ticket_id: string
  service_id: string
  service_point_id: string | null
  actor: string | null
}

/** Where a ticket stands while the rows are read. */
type Standing = { state: TicketState | null; line: string; credit: number; number: number; point: string | null }

/** Reads rows written as JSON lines. */
export function readTransitions(text: string): TransitionRow[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => JSON.parse(line) as TransitionRow)
}

/** The rows without those that were undone, and without the undoing. */
function withoutUndone(rows: readonly TransitionRow[]): TransitionRow[] {
  const lastOf = new Map<string, TransitionRow[]>()
  const undone = new Set<TransitionRow>()
  for (const row of rows) {
    const earlier = lastOf.get(row.ticket_id) ?? []
    lastOf.set(row.ticket_id, earlier)
    if (row.action !== 'undo') earlier.push(row)
    else {
      undone.add(row)
      const last = earlier.pop()
      if (last) undone.add(last)
    }
  }
  return rows.filter((row) => !undone.has(row))
}

const isAtHand = (state: TicketState | null): boolean => state === 'called' || state === 'in_service'

/** Turns rows into events, one after another. */
class Reader {
  readonly events: LogEvent[] = []
  /** Which lines each point served, who worked there first, and since when. */
  readonly points = new Map<string, { staff: string; lines: Set<string>; from: number }>()
  private readonly tickets = new Map<string, Standing>()
  private readonly atPoint = new Map<string, string>()

  read(row: TransitionRow, at: number): void {
    const { ticket_id: person, service_id: line, to_state: state, service_point_id: point } = row
    const before = this.tickets.get(person)
    const isNew = before === undefined || before.state === 'missed'
    const after: Standing = {
      ...{ state, line, point },
      credit: isNew ? at : before.credit,
      number: before?.number ?? this.tickets.size,
    }
    if (before) this.leave(person, before, after, at)
    if (state === 'waiting' && (before?.state !== 'waiting' || before.line !== line)) this.join(person, after, at)
    if (isAtHand(state) && point && this.atPoint.get(point) !== person) this.call(person, point, after, row.actor, at)
    this.tickets.set(person, after)
  }

  private join(person: string, { line, credit, number }: Standing, at: number): void {
    this.events.push({ at, kind: 'join', person, line, rank: { level: 1, credit, number } })
  }

  private leave(person: string, before: Standing, after: Standing, at: number): void {
    const { state, line, point } = before
    const staysInLine = state === 'waiting' && after.state === 'waiting' && after.line === line
    if (state === 'waiting' && !isAtHand(after.state) && !staysInLine) this.events.push({ at, kind: 'leave', person })
    if (!isAtHand(state) || (isAtHand(after.state) && after.point === point)) return
    if (point && this.atPoint.get(point) === person) this.free(point, state === 'in_service', at)
  }

  private free(point: string, isServed: boolean, at: number): void {
    const person = this.atPoint.get(point)
    if (person === undefined) return
    this.atPoint.delete(point)
    this.events.push(
      isServed ? { at, kind: 'end', person, point, again: false } : { at, kind: 'absent', person, point },
    )
  }

  /** A point is open from its first call: the rows say nothing of it before. */
  private call(
    person: string,
    point: string,
    { line, credit, number }: Standing,
    staff: string | null,
    at: number,
  ): void {
    const known = this.points.get(point)
    if (!known) {
      this.points.set(point, { staff: staff ?? point, lines: new Set([line]), from: at })
      this.events.push({ at, kind: 'open', point })
    }
    known?.lines.add(line)
    this.free(point, false, at)
    const before = this.tickets.get(person)
    if (before?.state !== 'waiting') this.join(person, { line, credit, number, state: 'waiting', point: null }, at)
    this.atPoint.set(point, person)
    this.events.push({ at, kind: 'call', person, point })
  }
}

/**
 * A day of Dawr itself, from its history of tickets in order of time, for replaying. Nothing is known of the plan, of classes
 * and of bookings. `speed` is how many times faster than real time the day was played.
 */
export function dayFromTransitions(rows: readonly TransitionRow[], speed = 1): DayLog {
  const reader = new Reader()
  const began = Date.parse(rows[0]?.at ?? '')
  for (const row of withoutUndone(rows)) reader.read(row, ((Date.parse(row.at) - began) * speed) / 60_000)
  const points = [...reader.points].map(([id, { staff, lines, from }]) => ({
    ...{ id, staff, lines: [...lines], from, until: Infinity, breaks: [] },
  }))
  return { points, bookings: [], events: reader.events }
}
