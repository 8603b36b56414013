import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { idParams, integer, noBody, none, text, time, typedLine } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import { sessionDto } from './contract'
import * as endpoints from './endpoints'
import { pin } from './pin-contract'

/** The own account and its sessions. Changing or removing a credential requires the password again. */
const own = { access: 'signed_in', params: none, query: none } as const
const password = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The current password.', examples: ['correct horse battery staple'] })
const done = z.object({ done: z.literal(true).describe('Always true.') })

export const ownAccountDto = z
  .object({
    username: text('The user name.', 'lab'),
    displayName: text('The name shown to colleagues.', 'Nora'),
    secondFactor: z.boolean().meta({ description: 'Whether the second factor is on.', examples: [true] }),
    recoveryCodesLeft: integer('How many recovery codes are unused.', 10),
    pin: z.boolean().meta({ description: 'Whether a PIN is set.', examples: [false] }),
    passwordMinimum: integer('The fewest characters of a password.', 12),
  })
  .meta({ id: 'OwnAccount', description: 'The account of the signed-in person and its credentials.' })
export type OwnAccountDto = z.infer<typeof ownAccountDto>

export const getOwnAccount = contract({
  ...own,
  endpoint: endpoints.getOwnAccount,
  summary: 'Read the own account',
  description: 'The own account, and which credentials it has.',
  returns: 'The account.',
  body: noBody,
  answer: ownAccountDto,
  errors: [],
})

export const changeOwnPassword = contract({
  ...own,
  endpoint: endpoints.changeOwnPassword,
  summary: 'Change the own password',
  description: 'Every other session ends, and this one gets a new id.',
  returns: 'The session; sets its new cookie.',
  sends: ['Set-Cookie'],
  body: z.strictObject({
    password,
    next: z
      .string()
      .min(12)
      .max(200)
      .meta({ description: 'The new password.', examples: ['seven quiet lamps over water'] }),
  }),
  answer: sessionDto,
  errors: ['wrong_credentials', 'weak_password', 'too_many_requests'],
})

export const beginSecondFactor = contract({
  ...own,
  endpoint: endpoints.beginSecondFactor,
  summary: 'Begin a second factor',
  description: 'Creates a secret for an authenticator app. It takes effect once a code is confirmed.',
  returns: 'The secret, also as the address that a QR code shows to the app.',
  body: z.strictObject({ password }),
  answer: z.object({
    secret: text('The secret in Base32.', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
    uri: text(
      'The secret as an `otpauth:` address.',
      'otpauth://totp/Dawr:lab?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Dawr',
    ),
  }),
  errors: ['wrong_credentials', 'second_factor_already_on', 'too_many_requests'],
})

const recoveryCodes = z.object({
  recoveryCodes: z
    .array(text('A code that replaces the second factor once.', '7k2mf-9qxtp'))
    .describe('The recovery codes, which are shown only now.'),
})

export const confirmSecondFactor = contract({
  ...own,
  endpoint: endpoints.confirmSecondFactor,
  summary: 'Turn on the second factor',
  description: 'Confirms the begun second factor with a first code. Every other session ends.',
  returns: 'The recovery codes, once.',
  body: z.strictObject({
    code: z
      .string()
      .overwrite(cleanLine)
      .regex(/^\d{6}$/)
      .meta({ description: 'The six digits that the app shows.', examples: ['492039'] }),
  }),
  answer: recoveryCodes,
  errors: ['wrong_code', 'second_factor_not_begun', 'second_factor_already_on', 'too_many_requests'],
})

export const removeSecondFactor = contract({
  ...own,
  endpoint: endpoints.removeSecondFactor,
  summary: 'Turn off the second factor',
  description: 'Needs the password and a code.',
  returns: 'That it is off.',
  body: z.strictObject({
    password,
    code: typedLine(6, 20).meta({ description: 'A code of the app, or a recovery code.', examples: ['492039'] }),
  }),
  answer: done,
  errors: ['wrong_credentials', 'wrong_code', 'second_factor_not_begun', 'too_many_requests'],
})

export const renewRecoveryCodes = contract({
  ...own,
  endpoint: endpoints.renewRecoveryCodes,
  summary: 'Replace the recovery codes',
  description: 'The old recovery codes become invalid.',
  returns: 'The new recovery codes, once.',
  body: z.strictObject({ password }),
  answer: recoveryCodes,
  errors: ['wrong_credentials', 'second_factor_not_begun', 'too_many_requests'],
})

export const setOwnPin = contract({
  ...own,
  endpoint: endpoints.setOwnPin,
  summary: 'Set the own PIN',
  description: 'The PIN signs in on paired tablets on which the person has used the password.',
  returns: 'That it is set.',
  body: z.strictObject({ password, pin }),
  answer: done,
  errors: ['wrong_credentials', 'weak_password', 'too_many_requests'],
})

export const removeOwnPin = contract({
  ...own,
  endpoint: endpoints.removeOwnPin,
  summary: 'Remove the own PIN',
  description: 'Tablets then ask for the password.',
  returns: 'That it is removed.',
  body: z.strictObject({ password }),
  answer: done,
  errors: ['wrong_credentials', 'too_many_requests'],
})

export const ownSessionDto = z
  .object({
    id: z.uuid().describe('The id of the session.'),
    current: z.boolean().meta({ description: 'Whether it is the session of this request.', examples: [true] }),
    method: sessionDto.shape.method,
    userAgent: text('The browser.', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0'),
    address: text('The address it was opened from; null when it is not kept.', '192.0.2.17').nullable(),
    device: text('The paired tablet, if it was opened on one.', 'Tablet of the laboratory').nullable(),
    openedAt: time('When it was opened.'),
    seenAt: time('When it was used last, to the minute.'),
    expiresAt: time('When it ends at the latest.'),
  })
  .meta({ id: 'OwnSession', description: 'A session of the own account.' })
export type OwnSessionDto = z.infer<typeof ownSessionDto>

export const listOwnSessions = contract({
  ...own,
  endpoint: endpoints.listOwnSessions,
  summary: 'List the own sessions',
  description: 'The open sessions of the own account.',
  returns: 'The sessions, newest first.',
  body: noBody,
  answer: z.object({ sessions: z.array(ownSessionDto).describe('The sessions.') }),
  errors: [],
})

export const endOwnSession = contract({
  ...own,
  endpoint: endpoints.endOwnSession,
  summary: 'End one of the own sessions',
  description: 'The session and its streams end at once.',
  returns: 'That it has ended.',
  params: idParams('session'),
  body: noBody,
  answer: done,
  errors: ['session_not_found'],
})

export const endOtherSessions = contract({
  ...own,
  endpoint: endpoints.endOtherSessions,
  summary: 'End the other sessions',
  description: 'Every session of the own account ends at once, except this one.',
  returns: 'How many have ended.',
  body: noBody,
  answer: z.object({ ended: integer('How many sessions have ended.', 2) }),
  errors: [],
})
