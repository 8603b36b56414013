import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import {
  branchQuery,
  branchSlug,
  integer,
  localisedText,
  noBody,
  noNext,
  none,
  pointSlug,
  serviceSlug,
  text,
  time,
} from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { type FlagName, flagNames, flags } from './flags'

export const servicePointDto = z
  .object({
    slug: pointSlug,
    kind: z.enum(['room', 'counter']).describe('What it is.'),
    label: localisedText.meta({
      description: 'What is written on the door or the counter.',
      examples: [{ ar: 'غرفة 3', en: 'Room 3' }],
    }),
    floor: localisedText.meta({
      description: 'The floor.',
      examples: [{ ar: 'الطابق الأول', en: 'First floor' }],
    }),
    directions: localisedText.meta({
      description: 'How to get there.',
      examples: [{ ar: 'يمين المصعد', en: 'Right of the lift' }],
    }),
    services: z.array(serviceSlug).describe('The services that can be given there.'),
    status: z.enum(['open', 'closed']).describe('Whether visitors are called there.'),
  })
  .meta({ id: 'ServicePoint', description: 'A room or counter where visitors are served.' })
export type ServicePointDto = z.infer<typeof servicePointDto>

export const serviceDto = z
  .object({
    slug: serviceSlug,
    name: localisedText.describe('The name of the service.'),
    prefix: text('What the codes of its tickets begin with.', 'L'),
    icon: text('The name of its icon.', 'flask'),
    typicalMinutes: integer('How long a service takes as a rule, in minutes.', 6),
    dailyCap: integer('The most tickets of a day; null without a limit.', 120).nullable(),
    availability: z
      .enum(['open', 'closed', 'full'])
      .describe('Whether a ticket can be taken now. `full`: the daily cap is reached.'),
    opensAt: time('When it opens next; null while it is open.').nullable(),
    waiting: integer('How many wait now.', 3),
  })
  .meta({ id: 'Service', description: 'A service of a branch, such as a clinic; each has a queue of its own.' })
export type ServiceDto = z.infer<typeof serviceDto>

/** Whether each feature of a branch is on. */
const flagStatesDto = z
  .object(
    Object.fromEntries(
      flagNames.map((name) => [
        name,
        z.boolean().meta({ description: `Whether \`${name}\` is on.`, examples: [flags[name].byDefault] }),
      ]),
    ) as Record<FlagName, z.ZodBoolean>,
  )
  .meta({ id: 'FlagStates', description: 'Whether each feature of a branch is on.' })

const branchName = localisedText.meta({
  description: 'The name of the branch.',
  examples: [{ ar: 'الفرع الرئيسي', en: 'Main branch' }],
})

/** The public name of a branch and its display name. */
export const branchRef = z
  .object({ slug: branchSlug, name: branchName })
  .meta({ id: 'BranchName', description: 'A branch by its names.' })
export type BranchRef = z.infer<typeof branchRef>

/** A branch with the time zone and digits that its times and numbers are written in. */
export const branchPlace = branchRef.extend({
  timeZone: text('The IANA time zone.', 'Asia/Riyadh'),
  digits: z.enum(['arab', 'latn']).describe('The digits that numbers are written with in Arabic.'),
})
export type BranchPlace = z.infer<typeof branchPlace>

const classDto = z
  .object({
    slug: text('The public name of the class.', 'priority'),
    name: localisedText.meta({
      description: 'The name of the class.',
      examples: [{ ar: 'أولوية', en: 'Priority' }],
    }),
  })
  .meta({ id: 'PriorityClass', description: 'A class of priority, which staff may give to a ticket.' })

const pathwayRef = z
  .object({
    slug: text('The name of the pathway in addresses.', 'full'),
    name: localisedText.meta({
      description: 'The name of the pathway.',
      examples: [{ ar: 'الفحص الكامل', en: 'Full examination' }],
    }),
  })
  .meta({ id: 'PathwayName', description: 'A pathway by its names.' })

export const branchDto = branchPlace
  .extend({
    businessDate: z.iso.date().describe('The business day now.'),
    flags: flagStatesDto,
    services: z.array(serviceDto).describe('Its services.'),
    servicePoints: z.array(servicePointDto).describe('Its rooms and counters.'),
    classes: z.array(classDto).describe('Its classes of priority.'),
    pathways: z.array(pathwayRef).describe('The pathways that a visit can follow.'),
  })
  .meta({ id: 'Branch', description: 'A branch with its services and service points.' })
export type BranchDto = z.infer<typeof branchDto>

const flag = z.enum(flagNames).describe('The name of the feature.')
const on = z.boolean().meta({ description: 'Whether it is on.', examples: [true] })

export const flagDto = z
  .object({
    name: flag,
    on,
    byDefault: z.boolean().meta({ description: 'Whether it is on where nobody has switched it.', examples: [true] }),
    until: z.iso.date().describe('The last day on which it can be switched; later releases no longer have it.'),
    maySwitch: z.boolean().meta({ description: 'Whether the caller may switch it.', examples: [true] }),
    version: integer('Raised by each switch; 0 if it was never switched.', 2),
    changedAt: time('When it was switched last.').nullable(),
    changedBy: text('The display name of the person who switched it last.', 'Sara').nullable(),
  })
  .meta({ id: 'Flag', description: 'A feature of a branch that can be switched.' })
export type FlagDto = z.infer<typeof flagDto>

export const listServices = contract({
  endpoint: endpoints.listServices,
  summary: 'List the services',
  description: 'The services of a branch: whether they are open and how many wait.',
  returns: 'The services, and which features of the branch are on.',
  access: 'public',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({
    branch: branchSlug,
    flags: flagStatesDto,
    services: z.array(serviceDto).describe('The services.'),
    next: noNext,
  }),
  revalidates: true,
  errors: ['unknown_branch'],
})

export const getBranch = contract({
  endpoint: endpoints.getBranch,
  summary: 'Read a branch',
  description: 'A branch with its services and service points.',
  returns: 'The branch.',
  access: 'public',
  params: z.strictObject({ branch: branchSlug }),
  query: none,
  body: noBody,
  answer: branchDto,
  revalidates: true,
  errors: ['unknown_branch'],
})

export const listFlags = contract({
  endpoint: endpoints.listFlags,
  summary: 'List the features',
  description: 'Which features of a branch are on, who switched them, and until when they can be switched.',
  returns: 'The features.',
  access: 'flag.read',
  params: z.strictObject({ branch: branchSlug }),
  query: none,
  body: noBody,
  answer: z.object({ branch: branchSlug, flags: z.array(flagDto).describe('The features.') }),
  errors: ['unknown_branch', 'not_allowed'],
})

export const switchFlag = contract({
  endpoint: endpoints.switchFlag,
  summary: 'Switch a feature',
  description: 'Switches a feature of a branch on or off. Each needs its own permission, held by a signed-in person.',
  returns: 'The feature, switched.',
  access: 'flag.read',
  params: z.strictObject({ branch: branchSlug, flag }),
  query: none,
  body: z.strictObject({
    on,
    version: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('The `version` that the caller saw; a newer one refuses the switch.'),
  }),
  answer: flagDto,
  errors: ['unknown_branch', 'not_allowed', 'stale_version'],
})
