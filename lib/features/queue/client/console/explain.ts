import type { ApiErrorCode } from '@/lib/client/api-error'
import type { LineTicketDto } from '../../line-contract'
import type { Command, Question } from './commands'
import type { Line } from './line-view'

/** A problem as data: a key of `console.problem`, or `other` for the text of the error code. */
export type Explanation =
  | { kind: 'queueEmpty' | 'queueEmptyRace' | 'busyUnknown' | 'network' | 'nothingToUndo' | 'other' }
  | { kind: 'busy' | 'gone' | 'undoChanged' | 'alreadyThere'; code: string }
  | { kind: 'allBusyElsewhere'; count: number }
  | { kind: 'busyElsewhere'; code: string; service: string }
  | { kind: 'changed'; ticket: LineTicketDto }

type Refusal = { code: ApiErrorCode; details: Record<string, unknown> }

export type Attempted = {
  command: 'callNext' | 'undo' | 'walkIn' | 'ticket'
  /** The ticket of the command. */
  ticket: { id: string; code: string } | null
  /** Whether the line showed waiting visitors when the key was pressed. */
  sawWaiting: boolean
}

/**
 * Explains a refusal from the lines as read again after it: not only that the command failed, but
 * what a colleague did in the meantime.
 */
export function explain(
  { code, details }: Refusal,
  attempted: Attempted,
  after: readonly Line[],
  atPoint: LineTicketDto | null,
): Explanation {
  switch (code) {
    case 'network':
    case 'unavailable':
      return { kind: 'network' }
    case 'queue_empty':
      return { kind: attempted.sawWaiting ? 'queueEmptyRace' : 'queueEmpty' }
    case 'service_point_busy':
      return atPoint ? { kind: 'busy', code: atPoint.code } : { kind: 'busyUnknown' }
    case 'all_busy_elsewhere':
      return { kind: 'allBusyElsewhere', count: Number(details['passedOver'] ?? 0) }
    case 'busy_elsewhere':
      return { kind: 'busyElsewhere', code: attempted.ticket?.code ?? '', service: String(details['service'] ?? '') }
    case 'already_in_line':
      return typeof details['code'] === 'string' ? { kind: 'alreadyThere', code: details['code'] } : { kind: 'other' }
    case 'nothing_to_undo':
      return { kind: 'nothingToUndo' }
    case 'wrong_state':
    case 'stale_version':
    case 'ticket_not_found':
      return changed(attempted, after)
    default:
      return { kind: 'other' }
  }
}

function changed({ command, ticket }: Attempted, after: readonly Line[]): Explanation {
  if (!ticket) return { kind: 'other' }
  if (command === 'undo') return { kind: 'undoChanged', code: ticket.code }
  const now = after.flatMap((line) => line.tickets).find((one) => one.id === ticket.id)
  return now ? { kind: 'changed', ticket: now } : { kind: 'gone', code: ticket.code }
}

/** The question before a command ends a service started by a colleague. */
export function questionOf(
  command: Command,
  { ticket, code, startedAt }: Record<string, unknown>,
  lines: readonly Line[],
): Omit<Question, 'confirm'> {
  const shown = lines.flatMap((line) => line.tickets).find((one) => one.id === ticket)
  return {
    command,
    code: String(code),
    startedAt: typeof startedAt === 'string' ? startedAt : null,
    by: shown?.servedBy?.name ?? null,
  }
}
