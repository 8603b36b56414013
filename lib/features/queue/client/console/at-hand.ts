import type { LineTicketDto } from '../../line-contract'
import { type Action, mayTake } from '../../rules'
import type { TicketCommand } from './commands'
import type { DeskAction } from './keys'

/** Why a command is not possible now. */
export type Hindrance =
  | { kind: 'nobodyHere' | 'nothingToUndo' | 'undoTooLate' }
  | { kind: 'startFirst'; code: string }
  | { kind: 'notNow'; ticket: LineTicketDto }

/** The command of a key press. */
export type Wish = { command: 'callNext' } | { command: TicketCommand; ticket: LineTicketDto }

const needs: Record<TicketCommand, Action> = {
  recall: 'recall',
  start: 'start',
  finish: 'finish',
  noAnswer: 'no_answer',
  hold: 'hold',
  resume: 'resume',
  transfer: 'transfer',
  cancel: 'cancel',
}

/** Whether a command is possible for a ticket in its current state. */
export function fits(command: TicketCommand, ticket: LineTicketDto): boolean {
  return mayTake(needs[command], ticket.state)
}

/** The command of a key when `current` is at the service point. */
export function wishOf(action: DeskAction, current: LineTicketDto | null): Wish | Hindrance {
  if (action === 'callNext')
    return current?.state === 'called' ? { kind: 'startFirst', code: current.code } : { command: 'callNext' }
  if (!current) return { kind: 'nobodyHere' }
  const command = action === 'startFinish' ? (current.state === 'called' ? 'start' : 'finish') : action
  return fits(command, current) ? { command, ticket: current } : { kind: 'notNow', ticket: current }
}
