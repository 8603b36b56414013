import 'server-only'
import type { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { type Command, type CommandResult, type Reply, runCommand } from '../command'
import type { Tx } from '../db/client'
import { type Actor, isFirstContact } from '../identity/actor'
import { visitorCookie } from '../identity/visitor'
import { Answer } from './answer'
import type { CheckedRequest } from './check-request'
import type { Handler } from './handler'
import { route } from './route'

/** A command's input: its body and its path parameters. */
export type CommandInput<C extends Contract> = { body: z.output<C['body']>; params: z.output<C['params']> }

/** The command in a checked request. */
export function commandOf<C extends Contract>(call: CheckedRequest<C>): Command<CommandInput<C>> {
  const { actor, key, fingerprint, now, origin } = call
  return { actor, key, fingerprint, now, origin, input: { body: call.input, params: call.params } }
}

/** A command's answer; sets the cookie of a visitor who has none yet. */
export function answerOf({ actor }: { actor: Actor }, reply: Reply): Answer {
  const cookies = isFirstContact(actor) ? [visitorCookie(reply.visitorId ?? actor.visitorId)] : []
  return new Answer(reply.answer, { status: reply.status, cookies, cursor: reply.cursor })
}

/** A route handler for a use case that runs its own transaction. */
export function replyRoute<C extends Contract>(
  contract: C,
  work: (command: Command<CommandInput<C>>) => Promise<Reply>,
): Handler {
  return route(contract, async (call) => answerOf(call, await work(commandOf(call))))
}

/** A route handler for a command that runs alone in its transaction. */
export function commandRoute<C extends Contract>(
  contract: C,
  work: (tx: Tx, command: Command<CommandInput<C>>) => Promise<CommandResult & { answer: z.input<C['answer']> }>,
): Handler {
  return replyRoute(contract, (command) => runCommand(command, work))
}

/**
 * A route handler for a command with slow work before it, such as checking a password or counting tries: `prepare` runs
 * first, outside the transaction, so that no connection is held; its result is passed to `work`.
 */
export function preparedRoute<C extends Contract, Prepared>(
  contract: C,
  prepare: (call: CheckedRequest<C>) => Promise<Prepared>,
  work: (
    tx: Tx,
    command: Command<CommandInput<C>>,
    prepared: Prepared,
  ) => Promise<CommandResult & { answer: z.input<C['answer']> }>,
): Handler {
  return route(contract, async (call) => {
    const prepared = await prepare(call)
    return answerOf(call, await runCommand(commandOf(call), (tx, command) => work(tx, command, prepared)))
  })
}
