import type { LineTicketDto } from '../../line-contract'
import { type Action, mayTake } from '../../rules'
import type { TicketCommand } from './commands'
import type { DeskAction } from './keys'

/** Why a command is not possible now. */
export type Hindrance =
  | { kind: 'noRoom' | 'nobodyHere' | 'nothingToUndo' | 'doubled' }
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

/** The next step at a service point: what its one large button and the first key do. */
export type Step = 'callNext' | 'start' | 'finish' | 'finishAndCall'

/** The next step when `current` is at the service point. `canCall`: somebody waits in the line. */
export function stepOf(current: LineTicketDto | null, canCall: boolean): Step {
  if (current === null) return 'callNext'
  if (current.state === 'called') return 'start'
  return canCall ? 'finishAndCall' : 'finish'
}

/** The command of a key when `current` is at the service point. `callNext` also finishes the ticket in service there. */
export function wishOf(action: DeskAction, current: LineTicketDto | null, canCall: boolean): Wish | Hindrance {
  const step = stepOf(current, canCall)
  if (action === 'callNext' && (step === 'callNext' || step === 'finishAndCall')) return { command: 'callNext' }
  if (!current) return { kind: 'nobodyHere' }
  const isStep = action === 'callNext' || action === 'startFinish'
  const command = isStep ? (current.state === 'called' ? 'start' : 'finish') : action
  return fits(command, current) ? { command, ticket: current } : { kind: 'notNow', ticket: current }
}
