import type { TicketDto } from '../../contract'
import type { LineTicketDto } from '../../line-contract'
import type { DeskAction } from './keys'

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

/** Confirms that a service started by a colleague may be ended. */
export type EndAnothers = { endAnothers?: true }

/** A command that would end a service started by a colleague; `confirm` sends it again. */
export type Question = { command: Command; code: string; startedAt: string | null; by: string | null; confirm(): void }

/** What came of a command: the ticket, or why not, in words. */
export type Outcome = { ticket: TicketDto } | { problem: string }

/** The commands available to the parts of the console. One acts at a time, one more waits for it (`press-order.ts`). */
export type Commands = {
  /** The pending command, once it takes long enough to be shown. */
  pending: { command: Command; ticket: string | null } | null
  /** Executes the key of this action on the ticket at the service point. */
  press(action: DeskAction): void
  run(command: TicketCommand, ticket: LineTicketDto, more?: { service: string }): void
  /** Opens the dialog that comes before a command. */
  ask(about: 'transfer' | 'cancel', ticket: LineTicketDto): void
  /** Without a pathway the visitor takes a turn at this clinic only. */
  addWalkIn(who: { holderName?: string; class: string; pathway?: string }): Promise<Outcome>
  undo(): void
}
