import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { assertStaff, type RoleHeld, type Staff } from '@/lib/server/identity/actor'
import { assertActorUnchanged } from '@/lib/server/identity/assert-unchanged'
import { credentialKeys } from '@/lib/server/identity/session'
import { AppError } from '@/lib/shared/errors'
import type { StaffDto } from '../../staff-contract'
import { lockAccounts } from '../account-row'
import { mayEdit } from './staff-rights'
import { isSeenBy, presentStaff, readStaff, type StaffRow } from './staff-rows'

/** A command on the account of a member of staff. */
export type OnStaff<Body> = Command<{ body: Body; params: { id: string } }>

/** The result of a change: its audit entry, and the credentials to drop from caches. */
type Made = { change: Omit<AuditChange, 'subject'>; invalidated?: readonly string[]; roles?: readonly RoleHeld[] }

type Rule = {
  /** Also allowed with the right to change only a part of the account. */
  partly?: boolean
  /** Not allowed on the own account, where the password is required. */
  notToOneself?: boolean
  /** Leaves rights and streams unchanged. */
  keepsVersion?: boolean
}

async function find(tx: Tx, actor: Staff, id: string, now: Date): Promise<StaffRow> {
  // Lock both rows in one statement, so that two people who change each other do not deadlock.
  await lockAccounts(tx, [actor.accountId, id])
  await assertActorUnchanged(tx, actor)
  const where = [isSeenBy(actor), Prisma.sql`a.id = ${id}::uuid`]
  const [row] = await readStaff(tx, { where, limit: 1, now })
  if (!row) throw new AppError('account_not_found')
  return row
}

/** The branch whose audit chain records a change of the account: its only branch, or null. */
export function branchOf(roles: readonly RoleHeld[]): string | null {
  const branches = new Set(roles.map((it) => it.branchId))
  return branches.size === 1 ? ([...branches][0] ?? null) : null
}

/**
 * Makes a use case that changes a member of staff: finds and locks the account, checks again the actor's rights
 * and the version, and raises the version, so that rights count from the next request and open streams
 * close. Throws `not_signed_in`, `account_not_found`, `not_allowed`, `stale_version` and what `work` throws.
 */
export function changeStaff<Body extends { version?: number } | undefined>(
  rule: Rule,
  work: (tx: Tx, row: StaffRow, command: OnStaff<Body> & { actor: Staff }) => Promise<Made>,
): (tx: Tx, command: OnStaff<Body>) => Promise<CommandResult & { answer: StaffDto }> {
  return async (tx, command) => {
    const { actor, input, now } = command
    assertStaff(actor)
    const { id } = input.params
    const row = await find(tx, actor, id, now)
    if (!(rule.partly || mayEdit(actor, row.roles))) throw new AppError('not_allowed')
    if (rule.notToOneself && id === actor.accountId) throw new AppError('not_allowed')
    const seen = input.body?.version
    if (seen !== undefined && seen !== row.version) throw new AppError('stale_version', { version: row.version })
    const { change, invalidated = [], roles = row.roles } = await work(tx, row, { ...command, actor })
    const keys = [...invalidated, ...(await credentialKeys(tx, { accountId: id }))]
    if (!rule.keepsVersion) await tx.account.update({ where: { id }, data: { version: { increment: 1 } } })
    // Read without the visibility condition: the actor may just have revoked the last visible role.
    const [after] = await readStaff(tx, { where: [Prisma.sql`a.id = ${id}::uuid`], limit: 1, now })
    const answer = await presentStaff(actor, after ?? row, tx)
    const audit = [{ ...change, subject: { type: 'account', id } }]
    return { branchId: branchOf([...row.roles, ...roles]), answer, audit, invalidated: keys }
  }
}

/**
 * Runs work that may remove an owner. At least one active owner of all branches must remain, also when two remove each
 * other at once: all owners' rows are locked first and counted afterwards. Throws `last_owner`.
 */
export async function ensuringOwnerRemains(tx: Tx, work: () => Promise<unknown>): Promise<void> {
  await tx.$queryRaw`SELECT id FROM role_assignment WHERE role = 'owner' AND branch_id IS NULL ORDER BY id FOR UPDATE`
  await work()
  const where = { role: 'owner', branchId: null, account: { status: 'active' } }
  if ((await tx.roleAssignment.count({ where })) === 0) throw new AppError('last_owner')
}
