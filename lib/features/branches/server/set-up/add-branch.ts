import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import { type Command, type Reply, runCommand } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { isUniqueViolation } from '@/lib/server/db/retry'
import type { CommandInput } from '@/lib/server/http/command-route'
import { assertStaff, mayEverywhere } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { createBranch as contract } from '../../branch-set-up-contract'
import { announceSetup, findBranchById } from '../branch-directory'
import { createBranch } from '../create-branch'
import { branchTemplates, emptyBranch } from '../templates'
import { assertTimeZone } from './assert-time-zone'
import { auditFields } from './changed-fields'
import { presentBranch } from './present-set-up'

type Input = CommandInput<typeof contract>

async function create(tx: Tx, { slug, name, timeZone, template }: Input['body']): Promise<string> {
  const content = template === undefined ? emptyBranch : branchTemplates[template]
  try {
    return await createBranch(tx, { slug, name, timeZone, template: content })
  } catch (error) {
    throw isUniqueViolation(error) ? new AppError('slug_taken', { slug }) : error
  }
}

/**
 * Adds a branch with the content of a template, or with none. Throws `not_allowed` unless the actor manages all branches,
 * `invalid_input` for an unknown time zone, `slug_taken`.
 */
export async function addBranch(command: Command<Input>): Promise<Reply> {
  const { actor, input } = command
  assertStaff(actor)
  if (!mayEverywhere(actor, 'branch.manage')) throw new AppError('not_allowed')
  assertTimeZone(input.body.timeZone, 'timeZone')
  const added: string[] = []
  const reply = await runCommand(command, async (tx) => {
    const id = await create(tx, input.body)
    added.push(id)
    const { slug, name, timeZone, template = null } = input.body
    const after = auditFields({ slug, name, timeZone, template })
    const audit: AuditChange[] = [{ action: 'branch.create', subject: { type: 'branch', id }, after }]
    return { branchId: null, answer: presentBranch(await findBranchById(id, tx)), status: 201, audit }
  })
  const id = added.at(-1)
  if (id !== undefined) await announceSetup(id, 1)
  return reply
}
