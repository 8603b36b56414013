import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import {
  branchSlug,
  integer,
  localisedText,
  none,
  optionalBranch,
  serviceSlug,
  setupVersion,
  typedLine,
  typedTexts,
} from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { hours } from './hours-contract'
import { joinWays, namesAChange } from './set-up-fields'

const name = typedTexts(1, 120).meta({
  description: 'The name of the service.',
  examples: [{ ar: 'المختبر', en: 'Laboratory' }],
})
const prefix = z
  .string()
  .regex(/^[A-Z]{1,3}$/)
  .meta({ description: 'What the codes of its tickets begin with: one to three capital letters.', examples: ['L'] })
const icon = typedLine(1, 40).meta({ description: 'The name of its icon.', examples: ['flask'] })
const typicalMinutes = integer('How long a service takes as a rule, in minutes.', 6).min(1).max(480)
const dailyCap = integer('The most tickets of a day; null without a limit.', 120).min(1).max(100_000).nullable()
const numberFrom = integer('The lowest number on its tickets.', 1).min(1).max(999_999)
const numberTo = integer('The highest number; after it comes the lowest. Null without end.', 999)
  .min(1)
  .max(999_999)
  .nullable()
const joinBy = z
  .array(z.enum(joinWays))
  .overwrite((ways) => joinWays.filter((it) => ways.includes(it)))
  .meta({ description: 'How people may join.', examples: [['phone', 'kiosk', 'staff', 'booking']] })
const serves = z.enum(['everybody', 'women', 'men']).describe('Whom it serves.')
const needsFasting = z.boolean().meta({ description: 'Whether people come fasting.', examples: [false] })

const status = z.enum(['open', 'closed']).describe('`closed`: nobody joins it any more; its history stays.')

export const serviceSetUp = z
  .object({
    ...{ branch: branchSlug, slug: serviceSlug, name: localisedText, prefix, icon, typicalMinutes, dailyCap },
    ...{ numberFrom, numberTo, joinBy, serves, needsFasting, status, hours },
  })
  .meta({ id: 'ServiceSetUp', description: 'A service as its administrators set it up.' })
export type ServiceSetUp = z.infer<typeof serviceSetUp>

const service = {
  ...{ name, prefix, icon, typicalMinutes, dailyCap, numberFrom, numberTo },
  ...{ joinBy, serves, needsFasting, hours },
}
const serviceParams = z.strictObject({ service: serviceSlug })
const ofBranch = z.strictObject({ branch: optionalBranch }).default({})

export const createService = contract({
  endpoint: endpoints.createService,
  summary: 'Add a service',
  description: 'Adds a service with a queue of its own. It is given nowhere until a service point gets it.',
  returns: 'The service.',
  access: 'branch.manage',
  params: none,
  query: none,
  body: z
    .strictObject(service)
    .partial()
    .required({ name: true, prefix: true, icon: true, typicalMinutes: true })
    .extend({ branch: optionalBranch, slug: serviceSlug }),
  answer: serviceSetUp,
  status: 201,
  errors: ['unknown_branch', 'not_allowed', 'slug_taken', 'prefix_taken'],
})

export const updateService = contract({
  endpoint: endpoints.updateService,
  summary: 'Change a service',
  description: 'Changes what the body names. Hours are replaced as a whole. Tickets keep the codes they have.',
  returns: 'The service.',
  access: 'branch.manage',
  params: serviceParams,
  query: none,
  body: z
    .strictObject(service)
    .partial()
    .extend({ branch: optionalBranch, version: setupVersion })
    .refine(namesAChange, 'names_no_change'),
  answer: serviceSetUp,
  status: 201,
  errors: ['stale_version', 'unknown_branch', 'unknown_service', 'not_allowed', 'prefix_taken'],
})

const openOrClose = {
  returns: 'The service.',
  access: 'branch.manage',
  params: serviceParams,
  query: none,
  body: ofBranch,
  answer: serviceSetUp,
  status: 201,
  errors: ['unknown_branch', 'unknown_service', 'not_allowed'],
} as const

export const openService = contract({
  ...openOrClose,
  endpoint: endpoints.openService,
  summary: 'Open a service',
  description: 'Lets people join a service that was closed.',
})

export const closeService = contract({
  ...openOrClose,
  endpoint: endpoints.closeService,
  summary: 'Close a service',
  description: 'Nobody joins it any more. Those who wait are still called, and its history stays.',
})
