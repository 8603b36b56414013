import type { QueueSnapshot, TicketDto } from '@/lib/features/queue/contract'
import { canonicalJson } from './canonical-json'
import { codesOn, hallShows, type Line, lineShows, phoneShows } from './shows'
import { type Expectation, type Showing, Surface } from './surface'

/** A command that changed a ticket, with its answer. */
export type Done = { command: string; ticket: TicketDto; sentAt: number; answeredAt: number }

const newShowing = (): Showing => ({ delays: [], overdue: [] })

/** All screens of the demonstration: their content, and the delay of each update. */
export class Screens {
  readonly showings = { phone: newShowing(), console: newShowing(), tv: newShowing() }
  /** Snapshots of the same version that differed between two screens. */
  readonly disagreements: string[] = []
  agreements = 0
  private readonly hall = new Map<string, Surface<QueueSnapshot>>()
  private readonly consoles = new Map<string, Surface<Line>[]>()
  private readonly phones = new Map<string, Surface<TicketDto>>()
  private readonly firstSeen = new Map<string, string>()
  private readonly codes = new Map<string, Set<string>>()

  /** The part of the hall screen that shows one clinic. */
  hallOf(clinic: string): Surface<QueueSnapshot> {
    return entry(this.hall, clinic, () => new Surface<QueueSnapshot>(this.showings.tv))
  }

  addConsole(clinic: string): Surface<Line> {
    const surface = new Surface<Line>(this.showings.console)
    entry(this.consoles, clinic, () => []).push(surface)
    return surface
  }

  /** The phone that follows a ticket. */
  phoneOf(ticketId: string): Surface<TicketDto> {
    return entry(this.phones, ticketId, () => new Surface<TicketDto>(this.showings.phone))
  }

  /** Consoles reload the whole line, so a change may already be superseded when they read it. */
  supersede(ticketId: string): void {
    for (const console of [...this.consoles.values()].flat()) console.supersede(ticketId)
  }

  /** Expects the change on every surface that follows the ticket or its queue. */
  expect({ command, ticket, sentAt, answeredAt }: Done): void {
    const clinic = ticket.service.slug
    this.supersede(ticket.id)
    const expectation = <View>(where: string, isShown: (view: View) => boolean): Expectation<View> => {
      return {
        subject: ticket.id,
        what: `${where} did not show ${ticket.code} after ${command}`,
        sentAt,
        answeredAt,
        isShown,
      }
    }
    this.hallOf(clinic).expect(expectation('the TV', (view) => hallShows(view, ticket, command === 'recall')))
    for (const console of this.consoles.get(clinic) ?? []) {
      console.expect(expectation(`a console of ${clinic}`, (view) => lineShows(view, ticket)))
    }
    this.phones.get(ticket.id)?.expect(expectation('the phone', (view) => phoneShows(view, ticket)))
  }

  /** The codes of all tickets that a screen has shown at a clinic. */
  codesAt(clinic: string): ReadonlySet<string> {
    return entry(this.codes, clinic, () => new Set<string>())
  }

  /** Compares a snapshot with what another screen received under the same version. */
  compare(snapshot: QueueSnapshot): void {
    const codes = entry(this.codes, snapshot.service, () => new Set<string>())
    for (const code of codesOn(snapshot)) codes.add(code)
    const name = `${snapshot.service} version ${snapshot.version}`
    const text = canonicalJson(snapshot)
    const first = this.firstSeen.get(name)
    if (first === undefined) this.firstSeen.set(name, text)
    else if (first === text) this.agreements++
    else this.disagreements.push(`two screens received different snapshots of ${name}`)
  }

  /** At the end, an unmet expectation of one of our tickets counts as overdue. */
  giveUp(isOthers: (ticketId: string) => boolean): void {
    for (const surface of [...this.hall.values(), ...[...this.consoles.values()].flat(), ...this.phones.values()])
      surface.giveUp(isOthers)
  }
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
