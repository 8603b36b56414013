import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import {
  branchSlug,
  idParams,
  integer,
  noBody,
  none,
  pageLimit,
  safeName,
  text,
  time,
  typedLine,
} from '@/lib/shared/fields'
import { roleDto, staffRole, username } from './contract'
import * as endpoints from './endpoints'

const roleHeld = z.strictObject({
  role: staffRole,
  branch: branchSlug.nullable().describe('The branch; null for all branches.'),
})
const rolesHeld = z
  .array(roleHeld)
  .max(40)
  .refine((all) => new Set(all.map((it) => `${it.role} ${it.branch}`)).size === all.length, 'repeated')

const id = idParams('account')
const version = z
  .number()
  .int()
  .min(1)
  .meta({ description: 'The `version` that the caller saw; a newer one refuses the change.', examples: [3] })
const displayName = safeName.meta({ description: 'The name shown to colleagues.', examples: ['Nora'] })
const reason = safeName.meta({ description: 'Why; stored in the audit.', examples: ['Left the company'] })
const firstPassword = z
  .string()
  .min(12)
  .max(200)
  .meta({
    description: 'The first password, which the person must replace at the next sign-in.',
    examples: ['correct horse battery staple'],
  })

export const staffDto = z
  .object({
    id: z.uuid().describe('The id of the account.'),
    username: text('The user name.', 'nora'),
    displayName: text('The name shown to colleagues.', 'Nora'),
    active: z.boolean().meta({ description: 'Whether the person may sign in.', examples: [true] }),
    roles: z.array(roleDto).describe('The roles that the caller may see.'),
    secondFactor: z.boolean().meta({ description: 'Whether the second factor is on.', examples: [true] }),
    pin: z.boolean().meta({ description: 'Whether a PIN is set.', examples: [false] }),
    mustChangePassword: z.boolean().meta({
      description: 'Whether the first password has not been replaced yet.',
      examples: [false],
    }),
    openSessions: integer('How many sessions are open.', 1),
    lastSeenAt: time('When the person was active last; null if never.').nullable(),
    editable: z.boolean().meta({ description: 'Whether the caller may change this account.', examples: [true] }),
    version: integer('Raised by each change.', 3),
  })
  .meta({ id: 'StaffAccount', description: 'The account of a member of staff.' })
export type StaffDto = z.infer<typeof staffDto>

export const listStaff = contract({
  endpoint: endpoints.listStaff,
  summary: 'List the staff',
  description: 'The accounts of the branches where the caller may see them, by user name.',
  returns: 'One page of accounts.',
  access: 'staff.read',
  params: none,
  query: z.strictObject({
    branch: branchSlug.optional().describe('Only people with a role in this branch.'),
    role: staffRole.optional().describe('Only people with this role.'),
    active: z.enum(['true', 'false']).optional().describe('Only active or only deactivated accounts.'),
    q: typedLine(0, 80)
      .optional()
      .meta({ description: 'Part of the user name or the display name.', examples: ['nor'] }),
    after: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'The cursor: `next` of the previous page.', examples: ['nora'] }),
    limit: pageLimit,
  }),
  body: noBody,
  answer: z.object({
    staff: z.array(staffDto).describe('The accounts.'),
    next: text('The cursor of the next page (`after`); null on the last.', 'nora').nullable(),
    grantable: z
      .array(
        z.object({
          branch: text('The branch (its slug); null for all branches.', 'main').nullable(),
          roles: z.array(staffRole).describe('The roles.'),
        }),
      )
      .describe('The roles that the caller may grant, and in which branches.'),
  }),
  errors: ['unknown_branch'],
})

const changed = { access: 'staff.manage', query: none, answer: staffDto, returns: 'The account, changed.' } as const

export const createStaff = contract({
  ...changed,
  endpoint: endpoints.createStaff,
  summary: 'Create an account',
  description: 'Creates an account with a first password, to be changed at the first sign-in.',
  returns: 'The new account.',
  example: { version: 1, mustChangePassword: true, secondFactor: false, openSessions: 0 },
  params: none,
  body: z.strictObject({
    username,
    displayName,
    password: firstPassword,
    roles: rolesHeld.min(1).describe('The roles of the person.'),
  }),
  status: 201,
  errors: ['username_taken', 'unknown_branch', 'not_allowed', 'weak_password'],
})

export const getStaff = contract({
  endpoint: endpoints.getStaff,
  summary: 'Read an account',
  description: 'One member of staff.',
  returns: 'The account.',
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
  summary: 'Rename a person',
  description: 'Changes the display name.',
  params: id,
  body: z.strictObject({ displayName, version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed'],
})

export const setStaffRoles = contract({
  ...changed,
  endpoint: endpoints.setStaffRoles,
  summary: 'Set the roles of a person',
  description: 'Takes effect on the next request, and closes open streams.',
  params: id,
  body: z.strictObject({
    roles: rolesHeld.describe(
      'Replaces the roles that the caller may see; those in other branches stay. At least one role must remain.',
    ),
    reason: reason.optional(),
    version,
  }),
  errors: ['account_not_found', 'stale_version', 'not_allowed', 'last_owner', 'unknown_branch'],
})

export const deactivateStaff = contract({
  ...changed,
  endpoint: endpoints.deactivateStaff,
  summary: 'Deactivate an account',
  description: 'Its sessions and streams end at once.',
  example: { active: false, openSessions: 0 },
  params: id,
  body: z.strictObject({ reason: reason.optional(), version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed', 'last_owner'],
})

export const activateStaff = contract({
  ...changed,
  endpoint: endpoints.activateStaff,
  summary: 'Activate an account',
  description: 'The person may sign in again.',
  params: id,
  body: z.strictObject({ version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed'],
})

export const resetStaffPassword = contract({
  ...changed,
  endpoint: endpoints.resetStaffPassword,
  summary: 'Reset a password',
  description: 'Sets a new first password, ends the sessions, and removes the PIN and the known tablets.',
  example: { mustChangePassword: true, openSessions: 0 },
  params: id,
  body: z.strictObject({ password: firstPassword, version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed', 'weak_password'],
})

export const resetStaffSecondFactor = contract({
  ...changed,
  endpoint: endpoints.resetStaffSecondFactor,
  summary: 'Turn off the second factor of a person',
  description: 'For a person who lost phone and recovery codes; ends the sessions.',
  example: { secondFactor: false, openSessions: 0 },
  params: id,
  body: z.strictObject({ reason, version }),
  errors: ['account_not_found', 'stale_version', 'not_allowed'],
})

export const endStaffSessions = contract({
  ...changed,
  endpoint: endpoints.endStaffSessions,
  summary: 'End the sessions of a person',
  description: 'All sessions and streams of the person end at once.',
  example: { openSessions: 0 },
  params: id,
  body: noBody,
  errors: ['account_not_found', 'not_allowed'],
})
