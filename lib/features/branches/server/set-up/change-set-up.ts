import 'server-only'
import { type Command, type CommandResult, type Reply, runCommand } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { assertStaffCan } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { announceSetup, type BranchRecord, findBranch, findBranchById, raiseSetupVersion } from '../branch-directory'

/** What a change did: its answer is read after it, from the set-up as the transaction leaves it. */
type Change<Answer> = Pick<CommandResult, 'audit'> & { answer: (branch: BranchRecord) => Answer }

/**
 * Runs a command that changes the set-up of a branch, in the version that its sender saw if it says which, and makes every process use it from the next request.
 * `work` gets the stored set-up, which nobody else changes until the commit. Answers 201. Throws `unknown_branch`,
 * `not_signed_in`, `not_allowed`, `stale_version`.
 */
export async function changeSetup<Input, Answer>(
  command: Command<Input>,
  { branch: slug, version: seen }: { branch?: string | undefined; version?: number | undefined },
  work: (tx: Tx, branch: BranchRecord) => Promise<Change<Answer>>,
): Promise<Reply> {
  const changed: { branchId: string; version: number }[] = []
  const reply = await runCommand(command, async (tx) => {
    const { id: branchId } = await findBranch(slug, tx)
    assertStaffCan(command.actor, 'branch.manage', branchId)
    const version = await raiseSetupVersion(tx, branchId)
    if (seen !== undefined && version !== seen + 1) throw new AppError('stale_version')
    const { audit, answer } = await work(tx, await findBranchById(branchId, tx))
    changed.push({ branchId, version })
    return { branchId, answer: answer(await findBranchById(branchId, tx)), status: 201, audit }
  })
  // A repeat has changed nothing.
  const last = changed.at(-1)
  if (last) await announceSetup(last.branchId, last.version)
  return reply
}
