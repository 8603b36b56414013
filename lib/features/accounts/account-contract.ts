import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none, typedLine } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import { sessionDto } from './contract'
import * as endpoints from './endpoints'
import { pin } from './pin-contract'

/** The own account and its sessions. Changing or removing a credential requires the password again. */
const own = { access: 'signed_in', params: none, query: none } as const
const password = z.string().min(1).max(200)
const done = z.object({ done: z.literal(true) })

export const ownAccountDto = z.object({
  username: z.string(),
  displayName: z.string(),
  secondFactor: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  pin: z.boolean(),
  passwordMinimum: z.number().int(),
})
export type OwnAccountDto = z.infer<typeof ownAccountDto>

export const getOwnAccount = contract({
  ...own,
  endpoint: endpoints.getOwnAccount,
  summary: 'The own account and its credentials',
  body: noBody,
  answer: ownAccountDto,
  errors: [],
})

export const changeOwnPassword = contract({
  ...own,
  endpoint: endpoints.changeOwnPassword,
  summary: 'Change the password; every other session ends and this one gets a new id',
  body: z.strictObject({ password, next: z.string().min(12).max(200) }),
  answer: sessionDto,
  errors: ['wrong_credentials', 'weak_password', 'too_many_requests'],
})

export const beginSecondFactor = contract({
  ...own,
  endpoint: endpoints.beginSecondFactor,
  summary: 'Create a secret for an authenticator app; it takes effect once a code is confirmed',
  body: z.strictObject({ password }),
  answer: z.object({ secret: z.string(), uri: z.string() }),
  errors: ['wrong_credentials', 'second_factor_already_on', 'too_many_requests'],
})

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

export const confirmSecondFactor = contract({
  ...own,
  endpoint: endpoints.confirmSecondFactor,
  summary: 'Turn on the second factor with a first code; returns the recovery codes, once. Every other session ends',
  body: z.strictObject({
    code: z
      .string()
      .overwrite(cleanLine)
      .regex(/^\d{6}$/),
  }),
  answer: recoveryCodes,
  errors: ['wrong_code', 'second_factor_not_begun', 'second_factor_already_on', 'too_many_requests'],
})

export const removeSecondFactor = contract({
  ...own,
  endpoint: endpoints.removeSecondFactor,
  summary: 'Turn off the second factor; needs the password and a code',
  body: z.strictObject({ password, code: typedLine(6, 20) }),
  answer: done,
  errors: ['wrong_credentials', 'wrong_code', 'second_factor_not_begun', 'too_many_requests'],
})

export const renewRecoveryCodes = contract({
  ...own,
  endpoint: endpoints.renewRecoveryCodes,
  summary: 'Replace the recovery codes; the old ones become invalid',
  body: z.strictObject({ password }),
  answer: recoveryCodes,
  errors: ['wrong_credentials', 'second_factor_not_begun', 'too_many_requests'],
})

export const setOwnPin = contract({
  ...own,
  endpoint: endpoints.setOwnPin,
  summary: 'Set the PIN for enrolled tablets',
  body: z.strictObject({ password, pin }),
  answer: done,
  errors: ['wrong_credentials', 'weak_password', 'too_many_requests'],
})

export const removeOwnPin = contract({
  ...own,
  endpoint: endpoints.removeOwnPin,
  summary: 'Remove the PIN; tablets then ask for the password',
  body: z.strictObject({ password }),
  answer: done,
  errors: ['wrong_credentials', 'too_many_requests'],
})

export const ownSessionDto = z.object({
  id: z.uuid(),
  /** The session of this request. */
  current: z.boolean(),
  method: sessionDto.shape.method,
  userAgent: z.string(),
  /** The address it was opened from; null when it is not kept. */
  address: z.string().nullable(),
  /** The enrolled tablet, if it was opened on one. */
  device: z.string().nullable(),
  openedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type OwnSessionDto = z.infer<typeof ownSessionDto>

export const listOwnSessions = contract({
  ...own,
  endpoint: endpoints.listOwnSessions,
  summary: 'The sessions of the own account, newest first',
  body: noBody,
  answer: z.object({ sessions: z.array(ownSessionDto) }),
  errors: [],
})

export const endOwnSession = contract({
  ...own,
  endpoint: endpoints.endOwnSession,
  summary: 'End one of the own sessions at once',
  params: z.strictObject({ id: z.uuid() }),
  body: noBody,
  answer: done,
  errors: ['session_not_found'],
})

export const endOtherSessions = contract({
  ...own,
  endpoint: endpoints.endOtherSessions,
  summary: 'End every session of the own account except this one',
  body: noBody,
  answer: z.object({ ended: z.number().int() }),
  errors: [],
})
