import type { LineTicketDto, TicketDto } from '../../contract'

/** A command on one ticket of the line. */
export type TicketCommand = 'recall' | 'start' | 'finish' | 'noAnswer' | 'hold' | 'resume' | 'transfer' | 'cancel'

/** A command of the console. */
export type Command = TicketCommand | 'callNext' | 'undo' | 'walkIn'

/** A command that the server carried out. `previous` is the ticket that calling the next one finished, and
 * `passedOver` how many before it are at other clinics. */
export type FinishedCommand = {
  command: Command
  ticket: TicketDto
  previous: LineTicketDto | null
  passedOver?: number
}

/** The commands available to the parts of the console. */
export type Commands = {
  /** The pending command, once it takes long enough to be shown. */
  pending: { command: Command; ticket: string | null } | null
  callNext(): void
  run(command: TicketCommand, ticket: LineTicketDto, more?: { service: string }): void
  addWalkIn(who: { holderName?: string; emergency: boolean }): Promise<TicketDto | null>
  undo(): void
}
