import { z } from 'zod'
import { templateNames } from '@/lib/shared/branch-templates'
import { contract } from '@/lib/shared/contract'
import { noBody, none, safeName, text, time, typedLine } from '@/lib/shared/fields'
import { permissions, staffRoles } from '@/lib/shared/permissions'
import { cleanLine } from '@/lib/shared/text'
import * as endpoints from './endpoints'

export const staffRole = z
  .enum(staffRoles)
  .meta({ id: 'StaffRole', description: 'A role, which stands for a set of permissions.', examples: ['clerk'] })

export const permission = z
  .enum(permissions)
  .meta({ id: 'Permission', description: '`read` shows, `manage` changes.', examples: ['queue.read'] })

/** A role as answered: of an account, or that may be granted. */
export const roleDto = z
  .object({
    role: staffRole,
    branch: text('The branch (its slug); null for all branches.', 'main').nullable(),
  })
  .meta({ id: 'RoleHeld', description: 'A role in one branch, or in all.' })

export const sessionDto = z
  .object({
    username: text('The user name.', 'lab'),
    displayName: text('The name shown to colleagues.', 'Nora'),
    roles: z.array(roleDto).describe('The roles of the person.'),
    permissions: z.array(permission).describe('The permissions of the roles, in any branch.'),
    branch: text('The only branch of this person (its slug); null for several.', 'main').nullable(),
    method: z
      .enum(['password', 'password_totp', 'recovery_code', 'pin', 'set_up'])
      .describe('How the person signed in. `password_totp`: with a second factor; `set_up`: with the first link.'),
    mustChangePassword: z.boolean().meta({
      description: 'Whether the first password must be replaced before anything else.',
      examples: [false],
    }),
    expiresAt: time('When the session ends at the latest.'),
    idleMinutes: z
      .number()
      .int()
      .positive()
      .meta({ description: 'Minutes without activity after which the session ends.', examples: [30] }),
  })
  .meta({ id: 'Session', description: 'A signed-in member of staff.' })
export type SessionDto = z.infer<typeof sessionDto>

export const username = z
  .string()
  .overwrite(cleanLine)
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
  .meta({ description: 'The user name, for signing in.', examples: ['nora'] })

/** Six digits of an authenticator app, or a recovery code. */
const secondCode = typedLine(6, 20)

export const getSession = contract({
  endpoint: endpoints.getSession,
  summary: 'Read the own session',
  description: 'Who is signed in with this session. Reading it counts as activity.',
  returns: 'The session.',
  showsPresence: true,
  access: 'public',
  credentials: ['session'],
  params: none,
  query: none,
  body: noBody,
  answer: sessionDto,
  errors: ['not_signed_in'],
})

export const signIn = contract({
  endpoint: endpoints.signIn,
  summary: 'Sign in',
  description: 'Opens a session with user name and password, and a code if the person uses a second factor.',
  returns: 'The session; sets its cookie.',
  sends: ['Set-Cookie'],
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({
    username: typedLine(1, 80).meta({ description: 'The user name.', examples: ['lab'] }),
    password: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: 'The password.', examples: ['correct horse battery staple'] }),
    code: secondCode
      .optional()
      .describe('The code of the authenticator app, or a recovery code; needed after `second_factor_required`.'),
  }),
  answer: sessionDto,
  errors: ['wrong_credentials', 'second_factor_required', 'wrong_code', 'too_many_requests'],
})

export const signOut = contract({
  endpoint: endpoints.signOut,
  summary: 'Sign out',
  description: 'Ends the session and its streams.',
  returns: 'Whether there was a session; removes its cookie.',
  sends: ['Set-Cookie'],
  access: 'public',
  credentials: ['session', 'none'],
  params: none,
  query: none,
  body: noBody,
  answer: z.object({
    signedOut: z.boolean().meta({ description: 'Whether a session was ended.', examples: [true] }),
  }),
  errors: [],
})

export const setUp = contract({
  endpoint: endpoints.setUp,
  summary: 'Set up the installation',
  description: 'Creates the first administrator and branch, once, with the link that the server printed.',
  returns: 'The session of the administrator; sets its cookie.',
  example: { method: 'set_up' },
  sends: ['Set-Cookie'],
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({
    token: z
      .string()
      .min(1)
      .max(100)
      .meta({
        description: 'The last part of the printed link.',
        examples: ['q8Yv2mJ0b1T5xR7cW3kLZg'],
      }),
    username,
    displayName: safeName.meta({ description: 'The name shown to colleagues.', examples: ['Sara'] }),
    password: z
      .string()
      .min(12)
      .max(200)
      .meta({ description: 'At least 12 characters.', examples: ['correct horse battery staple'] }),
    branch: z
      .strictObject({
        nameAr: safeName.meta({ description: 'The name in Arabic.', examples: ['الفرع الرئيسي'] }),
        nameEn: safeName.meta({ description: 'The name in English.', examples: ['Main branch'] }),
        timeZone: z
          .string()
          .max(60)
          .meta({ description: 'The IANA time zone.', examples: ['Asia/Riyadh'] }),
      })
      .describe('The first branch.'),
    template: z
      .enum(templateNames)
      .meta({ description: 'The clinics and rooms that the branch begins with.', examples: ['general-practice'] }),
  }),
  answer: sessionDto,
  status: 201,
  errors: ['setup_link_invalid', 'weak_password', 'too_many_requests'],
})
