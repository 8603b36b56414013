import 'server-only'
import type { z } from 'zod'
import { type Command, type Done, runCommand } from '@/lib/server/command'
import { answerOf, type CommandInput, commandOf } from '@/lib/server/command-route'
import type { Tx } from '@/lib/server/db/client'
import { type Call, type Handler, route } from '@/lib/server/route'
import type { Contract } from '@/lib/shared/contract'

/**
 * A route handler for a command with something slow before it, such as checking a password: `prepare` runs first, and
 * without a transaction that would hold a connection; what it answers is given to `work`.
 */
export function preparedRoute<C extends Contract, Prepared>(
  contract: C,
  prepare: (call: Call<C>) => Promise<Prepared>,
  work: (
    tx: Tx,
    command: Command<CommandInput<C>>,
    prepared: Prepared,
  ) => Promise<Done & { answer: z.input<C['answer']> }>,
): Handler {
  return route(contract, async (call) => {
    const prepared = await prepare(call)
    return answerOf(call, await runCommand(commandOf(call), (tx, command) => work(tx, command, prepared)))
  })
}
