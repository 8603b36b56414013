import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none, safeName, slug, typedLine } from '@/lib/shared/fields'
import { staffRoles } from '@/lib/shared/permissions'
import { username } from './contract'
import * as endpoints from './endpoints'

/** A role in a branch (its slug), or in all when `branch` is null. */
const roleHeld = z.strictObject({ role: z.enum(staffRoles), branch: slug.nullable() })
const rolesHeld = z
  .array(roleHeld)
  .max(40)
  .refine((all) => new Set(all.map((it) => `${it.role} ${it.branch}`)).size === all.length, 'repeated')

const id = z.strictObject({ id: z.uuid() })
const version = z.number().int().min(1)
/** An initial password, to be replaced at the first sign-in. */
const firstPassword = z.string().min(12).max(200)

export const staffDto = z.object({
  id: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  active: z.boolean(),
  roles: z.array(z.object({ role: z.enum(staffRoles), branch: z.string().nullable() })),
  secondFactor: z.boolean(),
  pin: z.boolean(),
  mustChangePassword: z.boolean(),
  openSessions: z.number().int(),
  lastSeenAt: z.iso.datetime().nullable(),
  /** Whether the actor may change this account. */
  editable: z.boolean(),
  version: z.number().int(),
})
export type StaffDto = z.infer<typeof staffDto>

export const listStaff = contract({
  endpoint: endpoints.listStaff,
  summary: 'The staff of the branches where the caller may see them, by user name',
  access: 'staff.read',
  params: none,
  query: z.strictObject({
    branch: slug.optional(),
    role: z.enum(staffRoles).optional(),
    active: z.enum(['true', 'false']).optional(),
    /** Part of the user name or the display name. */
    q: typedLine(0, 80).optional(),
    /** Cursor: the user name after which the page begins. */
    after: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: noBody,
  answer: z.object({
    staff: z.array(staffDto),
    /** Cursor of the next page; null on the last. */
    next: z.string().nullable(),
    /** The roles that the actor may grant, and in which branches (null: all). */
    grantable: z.array(z.object({ branch: z.string().nullable(), roles: z.array(z.enum(staffRoles)) })),
  }),
  errors: ['unknown_branch'],
})

const changed = { access: 'staff.manage', query: none, answer: staffDto } as const

export const createStaff = contract({
  ...changed,
  endpoint: endpoints.createStaff,
  summary: 'Create an account with a first password, to be changed at the first sign-in',
  params: none,
  body: z.strictObject({ username, displayName: safeName, password: firstPassword, roles: rolesHeld.min(1) }),
  status: 201,
  errors: ['username_taken', 'unknown_branch', 'not_allowed', 'weak_password'],
})

export const getStaff = contract({
  endpoint: endpoints.getStaff,
  summary: 'One member of staff',
  access: 'staff.read',
  params: id,
  query: none,
  body: noBody,
  answer: staffDto,
  errors: ['account_not_found'],
})

export const renameStaff = contract({
  ...changed,
  endpoint: endpoints.renameStaff,
  summary: 'Change the display name',
  params: id,
  body: z.strictObject({ displayName: safeName, version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed'],
})

export const setStaffRoles = contract({
  ...changed,
  endpoint: endpoints.setStaffRoles,
  summary: 'Set the roles of a person; takes effect on the next request, and closes open streams',
  params: id,
  /** Replaces the visible roles; roles in hidden branches stay. At least one role must remain. */
  body: z.strictObject({ roles: rolesHeld, reason: safeName.optional(), version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed', 'last_owner', 'unknown_branch'],
})

export const deactivateStaff = contract({
  ...changed,
  endpoint: endpoints.deactivateStaff,
  summary: 'Deactivate an account; its sessions and streams end at once',
  params: id,
  body: z.strictObject({ reason: safeName.optional(), version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed', 'last_owner'],
})

export const activateStaff = contract({
  ...changed,
  endpoint: endpoints.activateStaff,
  summary: 'Activate an account',
  params: id,
  body: z.strictObject({ version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed'],
})

export const resetStaffPassword = contract({
  ...changed,
  endpoint: endpoints.resetStaffPassword,
  summary: 'Set a new first password; ends sessions and removes the PIN and known tablets',
  params: id,
  body: z.strictObject({ password: firstPassword, version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed', 'weak_password'],
})

export const resetStaffSecondFactor = contract({
  ...changed,
  endpoint: endpoints.resetStaffSecondFactor,
  summary: 'Turn off the second factor of a person who lost phone and recovery codes; ends sessions',
  params: id,
  body: z.strictObject({ reason: safeName, version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed'],
})

export const endStaffSessions = contract({
  ...changed,
  endpoint: endpoints.endStaffSessions,
  summary: 'End all sessions of a person at once',
  params: id,
  body: noBody,
  errors: ['account_not_found', 'not_allowed'],
})
