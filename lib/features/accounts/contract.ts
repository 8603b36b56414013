import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none, safeName, typedLine } from '@/lib/shared/fields'
import { permissions, staffRoles } from '@/lib/shared/permissions'
import { cleanLine } from '@/lib/shared/text'
import * as endpoints from './endpoints'

export const sessionDto = z.object({
  username: z.string(),
  displayName: z.string(),
  /** Each in one branch (its slug), or in all when `branch` is null. */
  roles: z.array(z.object({ role: z.enum(staffRoles), branch: z.string().nullable() })),
  /** The permissions of the roles, in any branch. */
  permissions: z.array(z.enum(permissions)),
  /** Slug of the only branch of this person; null for several. */
  branch: z.string().nullable(),
  method: z.enum(['password', 'password_totp', 'recovery_code', 'pin', 'set_up']),
  /** The initial password must be replaced before anything else. */
  mustChangePassword: z.boolean(),
  expiresAt: z.iso.datetime(),
  /** Minutes without activity after which the session ends. */
  idleMinutes: z.number().int().positive(),
})
export type SessionDto = z.infer<typeof sessionDto>

export const username = z
  .string()
  .overwrite(cleanLine)
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)

/** Six digits of an authenticator app, or a recovery code. */
const secondCode = typedLine(6, 20)

export const getSession = contract({
  endpoint: endpoints.getSession,
  summary: 'The session of this browser',
  showsPresence: true,
  access: 'public',
  params: none,
  query: none,
  body: noBody,
  answer: sessionDto,
  errors: ['not_signed_in'],
})

export const signIn = contract({
  endpoint: endpoints.signIn,
  summary: 'Sign in; sets the session cookie',
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({
    username: typedLine(1, 80),
    password: z.string().min(1).max(200),
    /** Code of the authenticator app, or a recovery code; required after `second_factor_required`. */
    code: secondCode.optional(),
  }),
  answer: sessionDto,
  errors: ['wrong_credentials', 'second_factor_required', 'wrong_code', 'too_many_requests'],
})

export const signOut = contract({
  endpoint: endpoints.signOut,
  summary: 'Sign out; the session and its streams end',
  access: 'public',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({ signedOut: z.boolean() }),
  errors: [],
})

export const setUp = contract({
  endpoint: endpoints.setUp,
  summary: 'Create the first administrator and branch, once, with the link printed by the server',
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({
    token: z.string().min(1).max(100),
    username,
    displayName: safeName,
    password: z.string().min(12).max(200),
    branch: z.strictObject({ nameAr: safeName, nameEn: safeName, timeZone: z.string().max(60) }),
    template: z.enum(['medical_examination_centre', 'empty']),
  }),
  answer: sessionDto,
  status: 201,
  errors: ['setup_link_invalid', 'weak_password', 'too_many_requests'],
})
