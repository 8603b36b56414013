import { hashPassword } from '@/lib/features/accounts/server/password'
import { createStaff, hashFirstPassword } from '@/lib/features/accounts/server/staff/create-staff'
import { getStaff } from '@/lib/features/accounts/server/staff/list-staff'
import { resetStaffPassword, resetStaffSecondFactor } from '@/lib/features/accounts/server/staff/reset-staff'
import { setStaffRoles } from '@/lib/features/accounts/server/staff/set-staff-roles'
import * as status from '@/lib/features/accounts/server/staff/staff-status'
import type { StaffDto } from '@/lib/features/accounts/staff-contract'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import type { StaffRole } from '@/lib/shared/permissions'
import { makeBranch } from './branch-factory'
import { commandOf } from './line-factory'
import { makeStaff } from './people-factory'

type Role = { role: StaffRole; branch: string | null }

/** Two branches, an owner of the centre, and an administrator of the first branch. */
export async function twoBranches(): Promise<{
  here: BranchRecord
  there: BranchRecord
  owner: Staff
  administrator: Staff
}> {
  const here = await makeBranch()
  return {
    here,
    there: await makeBranch(),
    owner: await makeStaff(null, 'owner'),
    administrator: await makeStaff(here, 'administrator'),
  }
}

/** The first password of accounts created or reset here. */
export const firstPassword = 'green-lantern-4490-hill'

/** A role in a branch, or in all, as in the API. */
export function roleAt(branch: BranchRecord | null, role: StaffRole = 'clerk'): Role {
  return { role, branch: branch && branch.slug }
}

/** A member of staff as this actor sees them. */
export function lookAt(actor: Actor, id: string): Promise<StaffDto> {
  return getStaff(actor, id, new Date())
}

/** Creates an account as this actor. */
export async function createAccount(
  actor: Actor,
  roles: Role[],
  username = `n-${crypto.randomUUID().slice(0, 12)}`,
): Promise<StaffDto> {
  const body = { username, displayName: 'سارة', password: firstPassword, roles }
  const passwordHash = await hashFirstPassword(body)
  const { answer } = await runCommand(commandOf(actor, { body }), (tx, it) => createStaff(tx, it, passwordHash))
  return answer as StaffDto
}

const versionOf = async (id: string): Promise<number> =>
  (await db().account.findUniqueOrThrow({ where: { id } })).version

/** Replaces an account's roles as this actor, with the current version unless given. */
export async function setRoles(actor: Actor, id: string, roles: Role[], version?: number): Promise<StaffDto> {
  const body = { roles, reason: 'نقل', version: version ?? (await versionOf(id)) }
  return (await runCommand(commandOf(actor, { params: { id }, body }), setStaffRoles)).answer as StaffDto
}

const simple = {
  deactivate: status.deactivateStaff,
  activate: status.activateStaff,
  rename: status.renameStaff,
  resetSecondFactor: resetStaffSecondFactor,
}

/** The commands on an account as a whole. */
export const accountChanges = ['deactivate', 'activate', 'rename', 'resetSecondFactor', 'end', 'resetPassword'] as const

/** Runs a command on an account as a whole, with the input it needs. */
export async function changeAccount(
  actor: Actor,
  name: (typeof accountChanges)[number],
  id: string,
): Promise<StaffDto> {
  const body = { version: await versionOf(id), displayName: 'نورة', reason: 'سبب', password: firstPassword }
  const input = { params: { id }, body }
  const hash = await hashPassword(firstPassword)
  const { answer } =
    name === 'end'
      ? await runCommand(commandOf(actor, { params: { id }, body: undefined }), status.endStaffSessions)
      : name === 'resetPassword'
        ? await runCommand(commandOf(actor, input), (tx, it) => resetStaffPassword(tx, it, hash))
        : await runCommand(commandOf(actor, input), simple[name])
  return answer as StaffDto
}
