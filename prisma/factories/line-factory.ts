import { createHash } from 'node:crypto'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { TicketDto } from '@/lib/features/queue/contract'
import * as advance from '@/lib/features/queue/server/advance-ticket'
import { callNextTicket } from '@/lib/features/queue/server/call-next-ticket'
import { joinQueue } from '@/lib/features/queue/server/join-queue'
import type { JoinInput } from '@/lib/features/queue/server/join-store'
import { recallTicket } from '@/lib/features/queue/server/recall-ticket'
import { transferTicket } from '@/lib/features/queue/server/transfer-ticket'
import { undoTicket } from '@/lib/features/queue/server/undo-ticket'
import { Batcher } from '@/lib/server/batcher'
import { type Command, type Reply, runCommand } from '@/lib/server/command'
import type { Actor } from '@/lib/server/identity/actor'
import { makeVisitor } from './people-factory'

/** The time and key of a command. */
type Sending = { now?: Date; key?: string }

/** A command as a request would create it. */
export function commandOf<Input>(actor: Actor, input: Input, { now = new Date(), key }: Sending = {}): Command<Input> {
  const { branch: _, ...said } = input as Input & { branch?: unknown }
  const fingerprint = createHash('sha256').update(JSON.stringify(said)).digest()
  return { actor, input, key: key ?? null, fingerprint, now }
}

const batcher = new Batcher<JoinInput>(joinQueue)

type JoinMore = Sending & { actor?: Actor; holderName?: string; class?: string }

/** Takes a turn, by default as a new visitor, and returns the API's answer. */
export function askForTurn(branch: BranchRecord, service: string, more: JoinMore = {}): Promise<Reply> {
  const { actor = makeVisitor(), holderName = null, class: className = 'normal' } = more
  return batcher.run(branch.id, commandOf(actor, { branch, service, holderName, class: className }, more))
}

/** Takes a turn and returns the ticket. */
export async function takeTurn(branch: BranchRecord, service: string, more: JoinMore = {}): Promise<TicketDto> {
  return (await askForTurn(branch, service, more)).answer as TicketDto
}

type CallMore = Sending & { service: string; room: string; endAnothers?: boolean }

/** Calls the next of a clinic to a room. */
export async function callNext(
  actor: Actor,
  branch: BranchRecord,
  { service, room, endAnothers, ...more }: CallMore,
): Promise<TicketDto> {
  const input = {
    params: { service },
    body: { servicePoint: room, branch: branch.slug, ...(endAnothers && { endAnothers }) },
  }
  return (await runCommand(commandOf(actor, input, more), callNextTicket)).answer as TicketDto
}

type Body = { version?: number; service?: string; servicePoint?: string; endAnothers?: boolean }

const useCases = {
  recall: recallTicket,
  start: advance.startTicket,
  finish: advance.finishTicket,
  noAnswer: advance.markNoAnswer,
  hold: advance.holdTicket,
  resume: advance.resumeTicket,
  cancel: advance.cancelTicket,
  undo: undoTicket,
}

/** The commands on a ticket, by the names of their contracts. */
export type TicketCommand = keyof typeof useCases | 'transfer'

/** Sends a command on a ticket and returns the updated ticket. */
export async function act(
  actor: Actor,
  command: TicketCommand,
  ticket: { id: string },
  { service = '', ...body }: Body = {},
  sending: Sending = {},
): Promise<TicketDto> {
  const params = { id: ticket.id }
  const reply =
    command === 'transfer'
      ? await runCommand(commandOf(actor, { params, body: { ...body, service } }, sending), transferTicket)
      : await runCommand(commandOf(actor, { params, body }, sending), useCases[command])
  return reply.answer as TicketDto
}
