import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none } from '@/lib/shared/fields'
import { sessionDto } from './contract'
import * as endpoints from './endpoints'

/** Six digits, neither all equal nor a sequence such as 123456. */
export const pin = z.string().regex(/^\d{6}$/)

/** A person who may sign in to this tablet with a PIN. */
export const tabletPersonDto = z.object({ account: z.uuid(), displayName: z.string(), locked: z.boolean() })
export type TabletPersonDto = z.infer<typeof tabletPersonDto>

export const listTabletPeople = contract({
  endpoint: endpoints.listTabletPeople,
  summary: 'The people who may sign in on this enrolled tablet with a PIN, because they have used their password on it',
  access: 'paired_device',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({ people: z.array(tabletPersonDto) }),
  errors: ['not_signed_in', 'not_allowed'],
})

export const signInWithPin = contract({
  endpoint: endpoints.signInWithPin,
  summary: 'Switch to another person on an enrolled tablet; ends the previous session',
  access: 'paired_device',
  params: none,
  query: none,
  body: z.strictObject({ account: z.uuid(), pin }),
  answer: sessionDto,
  errors: ['not_signed_in', 'not_allowed', 'wrong_credentials', 'pin_locked', 'too_many_requests'],
})
