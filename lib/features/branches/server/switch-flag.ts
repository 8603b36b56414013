import 'server-only'
import { type Command, type CommandResult, type Reply, runCommand } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import { assertStaffCan } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { FlagDto, switchFlag as switchContract } from '../contract'
import { flags } from '../flags'
import { announceSetup, findBranch, raiseSetupVersion } from './branch-directory'
import { presentFlag, withSwitcher } from './present-flag'

type Switch = Command<CommandInput<typeof switchContract>>
/** A committed switch, to be announced. */
type Announcement = { branchId: string; version: number }

async function switchStored(
  tx: Tx,
  { actor, input, now }: Switch,
): Promise<CommandResult & { answer: FlagDto; announcement: Announcement | null }> {
  const { branch: slug, flag: name } = input.params
  const { on, version } = input.body
  const { id: branchId } = await findBranch(slug, tx)
  assertStaffCan(actor, flags[name].switchedWith, branchId)
  // The branch is locked before the flag is read: a flag that was never switched has no row to lock.
  const setupVersion = await raiseSetupVersion(tx, branchId)
  const key = { branchId_name: { branchId, name } }
  const before = await tx.branchFlag.findUnique({ where: key, include: withSwitcher })
  if (version !== undefined && version !== (before?.version ?? 0)) throw new AppError('stale_version')
  const wasOn = before?.isOn ?? flags[name].byDefault
  if (wasOn === on)
    return { branchId, answer: presentFlag(name, before, actor, branchId), audit: [], announcement: null }
  const switched = { isOn: on, changedById: actor.accountId, changedAt: now }
  const after = await tx.branchFlag.upsert({
    where: key,
    create: { branchId, name, ...switched },
    update: { ...switched, version: { increment: 1 } },
    include: withSwitcher,
  })
  return {
    branchId,
    answer: presentFlag(name, after, actor, branchId),
    audit: [
      {
        action: 'branch.switch_flag',
        subject: { type: 'branch', id: branchId },
        before: { flag: name, on: wasOn },
        after: { flag: name, on },
      },
    ],
    announcement: { branchId, version: setupVersion },
  }
}

/**
 * Switches a flag of a branch; switching to the current state changes nothing. Takes effect in every process on the
 * next request. Throws `unknown_branch`, `not_allowed`, and `stale_version` when the stored version is newer than the one given.
 */
export async function switchFlag(command: Switch): Promise<Reply> {
  let switched: Announcement | null = null
  const reply = await runCommand(command, async (tx) => {
    const { announcement, ...done } = await switchStored(tx, command)
    switched = announcement
    return done
  })
  await announce(switched)
  return reply
}

/** A repeat, or a switch to the same state, has changed nothing. */
async function announce(switched: Announcement | null): Promise<void> {
  if (switched) await announceSetup(switched.branchId, switched.version)
}
