import 'server-only'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import { assertStaff } from '@/lib/server/identity/actor'
import { runAgain } from '@/lib/server/jobs/run-again'
import { AppError } from '@/lib/shared/errors'
import type { runJobAgain as contract, RunAgain } from '../contract'

/** Runs a failed job again. Throws `job_not_found` when no failed job has this id, also when another person was first. */
export async function runJobAgain(
  tx: Tx,
  { actor, input }: Command<CommandInput<typeof contract>>,
): Promise<CommandResult & { answer: RunAgain }> {
  assertStaff(actor)
  const { id } = input.params
  const name = await runAgain(tx, id)
  if (name === null) throw new AppError('job_not_found')
  return {
    branchId: null,
    answer: { id, name },
    audit: [{ action: 'job.run_again', subject: { type: 'job', id }, after: { name } }],
  }
}
