import 'server-only'
import type { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { type Command, type Done, type Reply, runCommand } from './command'
import type { Tx } from './db/client'
import { visitorCookie } from './identity/visitor'
import { Answer, type Call, type Handler, route } from './route'

/** A command's input: its body and its path parameters. */
export type CommandInput<C extends Contract> = { body: z.output<C['body']>; params: z.output<C['params']> }

/** The command in a checked request. */
export function commandOf<C extends Contract>(call: Call<C>): Command<CommandInput<C>> {
  const { actor, key, fingerprint, now, origin } = call
  return { actor, key, fingerprint, now, origin, input: { body: call.input, params: call.params } }
}

/** A command's answer; a visitor who came without a cookie is given one. */
export function answerOf(call: { actor: Call<Contract>['actor'] }, reply: Reply): Answer {
  const { actor } = call
  const isNew = actor.kind === 'visitor' && actor.firstContact && !actor.visitToken
  const cookies = isNew ? [visitorCookie(reply.visitorId ?? actor.visitorId)] : []
  return new Answer(reply.answer, { status: reply.status, cookies, cursor: reply.cursor })
}

/** A route handler for a command that runs alone in its transaction. */
export function commandRoute<C extends Contract>(
  contract: C,
  work: (tx: Tx, command: Command<CommandInput<C>>) => Promise<Done & { answer: z.input<C['answer']> }>,
): Handler {
  return route(contract, async (call) => answerOf(call, await runCommand(commandOf(call), work)))
}
