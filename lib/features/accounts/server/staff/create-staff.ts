import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { assertStaff } from '@/lib/server/identity/actor'
import { assertActorUnchanged } from '@/lib/server/identity/assert-unchanged'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { StaffRole } from '@/lib/shared/permissions'
import type { StaffDto } from '../../staff-contract'
import { assertStrong, hashPassword } from '../password'
import { branchOf } from './change-staff'
import { listed } from './set-staff-roles'
import { mayGrant, rolesOf } from './staff-rights'
import { presentStaff, readStaff } from './staff-rows'

type Body = {
  username: string
  displayName: string
  password: string
  roles: { role: StaffRole; branch: string | null }[]
}

/** Hashes an initial password. Throws `weak_password`. */
export function hashFirstPassword({ username, password }: Pick<Body, 'username' | 'password'>): Promise<string> {
  assertStrong(password, username)
  return hashPassword(password)
}

/**
 * Creates an account with an initial password. Throws `not_signed_in` when the actor's rights have changed
 * since the request began, `not_allowed` for a role they may not grant, `username_taken`, `unknown_branch`.
 */
export async function createStaff(
  tx: Tx,
  { actor, input, now }: Command<{ body: Body }>,
  passwordHash: string,
): Promise<CommandResult & { answer: StaffDto }> {
  assertStaff(actor)
  await assertActorUnchanged(tx, actor)
  const { username, displayName } = input.body
  const roles = await rolesOf(actor, input.body.roles, tx)
  if (!roles.every((it) => mayGrant(actor, it))) throw new AppError('not_allowed')
  const id = newId()
  const account = { id, username, displayName, passwordHash, mustChangePassword: true }
  const { count } = await tx.account.createMany({ data: [account], skipDuplicates: true })
  if (count === 0) throw new AppError('username_taken')
  await tx.roleAssignment.createMany({ data: roles.map((it) => ({ ...it, id: newId(), accountId: id })) })
  const [row] = await readStaff(tx, { where: [Prisma.sql`a.id = ${id}::uuid`], limit: 1, now })
  if (!row) throw new Error('a newly created account was not found')
  const after = { username, roles: await listed(roles, tx) }
  const audit: AuditChange[] = [{ action: 'account.create', subject: { type: 'account', id }, after }]
  return { branchId: branchOf(roles), answer: await presentStaff(actor, row, tx), status: 201, audit }
}
