import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none, text } from '@/lib/shared/fields'
import { sessionDto } from './contract'
import * as endpoints from './endpoints'

export const pin = z
  .string()
  .regex(/^\d{6}$/)
  .meta({
    description: 'Six digits, neither all equal nor a sequence such as 123456.',
    examples: ['271828'],
  })

/** A person who may sign in to this tablet with a PIN. */
export const tabletPersonDto = z
  .object({
    account: z.uuid().describe('The id of the account.'),
    displayName: text('The name shown to colleagues.', 'Nora'),
    locked: z.boolean().meta({ description: 'Whether too many wrong PINs were tried.', examples: [false] }),
  })
  .meta({ id: 'TabletPerson', description: 'A person who may sign in to this tablet with a PIN.' })
export type TabletPersonDto = z.infer<typeof tabletPersonDto>

export const listTabletPeople = contract({
  endpoint: endpoints.listTabletPeople,
  summary: 'List the people of a tablet',
  description: 'Who may sign in on this paired tablet with a PIN, because they have used their password on it.',
  returns: 'The people.',
  access: 'paired_device',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({ people: z.array(tabletPersonDto).describe('The people.') }),
  errors: ['not_signed_in', 'not_allowed'],
})

export const signInWithPin = contract({
  endpoint: endpoints.signInWithPin,
  summary: 'Sign in with a PIN',
  description: 'Switches to another person on a paired tablet; the previous session ends.',
  returns: 'The session; sets its cookie.',
  example: { method: 'pin' },
  sends: ['Set-Cookie'],
  access: 'paired_device',
  params: none,
  query: none,
  body: z.strictObject({ account: z.uuid().describe('The id of the account.'), pin }),
  answer: sessionDto,
  errors: ['not_signed_in', 'not_allowed', 'wrong_credentials', 'pin_locked', 'too_many_requests'],
})
