import type { TicketDto } from '@/lib/features/queue/contract'
import * as endpoints from '@/lib/features/queue/endpoints'
import { type Browser, Refusal } from './browser'
import type { Person } from './hall'
import type { Line } from './shows'
import { noteDone, type Stage } from './stage'
import type { Surface } from './surface'

/** A room with its clerk. */
export type Desk = {
  clinic: string
  servicePoint: string
  typicalMinutes: number
  browser: Browser
  line: Surface<Line>
}

const patienceMinutes = 2.2
const patienceAfterRecall = 1.8

/** Another clerk, or the visitor, was faster. */
const crossings = new Set([
  'wrong_state',
  'stale_version',
  'service_point_busy',
  'ticket_not_found',
  'already_in_line',
  'busy_elsewhere',
])

const hasWaiting = (line: Line): boolean => line.tickets.some((it) => it.state === 'waiting' && it.busyAt === null)

/** A clerk's morning: call, wait for the visitor, serve, call the next, until closing time and an empty line. */
export class Clerk {
  /** The ticket being served here; calling the next finishes it. */
  private inService: string | null = null
  /** Whether a colleague started it: the command that ends it must allow that. */
  private isColleagues = false

  constructor(
    private readonly stage: Stage,
    private readonly desk: Desk,
    /** Resolves when no visitor is left. */
    private readonly over: Promise<void>,
  ) {}

  async work(): Promise<void> {
    await this.takeOver()
    let isOver = false
    void this.over.then(() => {
      isOver = true
    })
    for (;;) {
      const line = this.desk.line.current
      if (line && !hasWaiting(line) && isOver) return this.finish()
      const ticket = await this.callNext()
      if (ticket) await this.attend(ticket)
      else if (isOver) return
      else await Promise.race([this.over, this.desk.line.until((it) => it !== line && hasWaiting(it))])
    }
  }

  /** Finishes tickets already called or in service at this room first. */
  private async takeOver(): Promise<void> {
    const here = this.desk.line.current?.tickets.find((it) => it.servicePoint === this.desk.servicePoint)
    if (here?.state === 'called') await this.attend(here)
    else if (here?.state === 'in_service') {
      this.inService = here.id
      this.isColleagues = here.servedBy?.isYou === false
    }
  }

  private async callNext(): Promise<TicketDto | null> {
    const { clinic, servicePoint, browser } = this.desk
    try {
      const body = { servicePoint, branch: this.stage.options.branch, endAnothers: this.isColleagues }
      const sent = await browser.send<TicketDto>(endpoints.callNext, { params: { service: clinic }, body })
      this.stage.tally.calls++
      if (this.inService) this.stage.screens.supersede(this.inService)
      this.inService = null
      return noteDone(this.stage, 'call-next', sent)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'service_point_busy') await this.takeOver()
      else if (error.code !== 'queue_empty' && error.code !== 'all_busy_elsewhere') throw error
      else await this.finish()
      return null
    }
  }

  private async finish(): Promise<void> {
    const ticket = this.inService
    this.inService = null
    if (ticket) await this.send('finish', ticket, { endAnothers: this.isColleagues })
  }

  /** A command on a ticket; null when another client was faster. */
  private async on(
    command: 'recall' | 'start' | 'finish' | 'noAnswer' | 'hold' | 'undo',
    id: string,
  ): Promise<TicketDto | null> {
    return this.send(command, id, {})
  }

  private async send(
    command: keyof typeof endpoints,
    id: string,
    body: Record<string, string | boolean>,
  ): Promise<TicketDto | null> {
    try {
      const sent = await this.desk.browser.send<TicketDto>(endpoints[command], { params: { id }, body })
      return noteDone(this.stage, command, sent)
    } catch (error) {
      if (!(error instanceof Refusal) || !crossings.has(error.code)) throw error
      this.stage.tally.crossed++
      return null
    }
  }

  /** Visitors from outside the demonstration are assumed to arrive and to need the typical time. */
  private async meet(ticketId: string): Promise<Person | null> {
    const { hall, clock } = this.stage
    return Promise.race([hall.holderOf(ticketId), clock.wait(1.5).then(() => null)])
  }

  private async attend(ticket: TicketDto): Promise<void> {
    const { hall, tally } = this.stage
    const person = await this.meet(ticket.id)
    if (person && !(await this.awaitVisitor(ticket.id))) return
    if (person?.twist === 'mistake') {
      person.twist = null
      await this.on('noAnswer', ticket.id)
      if (await this.on('undo', ticket.id)) tally.undone++
    }
    if (!(await this.on('start', ticket.id))) return
    hall.leaveDoor(ticket.id)
    this.inService = ticket.id
    await this.serve(ticket.id, person)
  }

  /** Waits for the visitor, recalls once, then records no answer. */
  private async awaitVisitor(ticketId: string): Promise<boolean> {
    const { hall, clock, tally } = this.stage
    if (await clock.within(patienceMinutes, hall.atDoor(ticketId))) return true
    if (await this.on('recall', ticketId)) tally.recalls++
    if (await clock.within(patienceAfterRecall, hall.atDoor(ticketId))) return true
    if (await this.on('noAnswer', ticketId)) tally.noAnswers++
    hall.leaveDoor(ticketId)
    return false
  }

  private async serve(ticketId: string, person: Person | null): Promise<void> {
    const { clock, tally } = this.stage
    const minutes = person?.stop.serviceMinutes ?? this.desk.typicalMinutes
    const twist = person?.twist
    if (person && (twist === 'hold' || twist === 'transfer')) {
      person.twist = null
      this.inService = null
      await clock.wait(minutes * 0.4)
      if (twist === 'hold' && (await this.on('hold', ticketId))) tally.holds++
      const service = person.stop.transferTo
      if (twist === 'transfer' && service && (await this.send('transfer', ticketId, { service }))) tally.transfers++
      return
    }
    await clock.wait(minutes)
    const line = this.desk.line.current
    if (!line || !hasWaiting(line)) await this.finish()
  }
}
