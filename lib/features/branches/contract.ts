import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { branchQuery, localisedText, noBody, none, slug } from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { flagNames } from './flags'

export const servicePointDto = z.object({
  slug,
  kind: z.enum(['room', 'counter']),
  label: localisedText,
  floor: localisedText,
  directions: localisedText,
  services: z.array(slug),
})
export type ServicePointDto = z.infer<typeof servicePointDto>

export const serviceDto = z.object({
  slug,
  name: localisedText,
  prefix: z.string(),
  icon: z.string(),
  typicalMinutes: z.number().int(),
  dailyCap: z.number().int().nullable(),
  /** `full`: the daily cap is reached. */
  availability: z.enum(['open', 'closed', 'full']),
  /** When it opens next, if it is not open. */
  opensAt: z.iso.datetime().nullable(),
  waiting: z.number().int(),
})
export type ServiceDto = z.infer<typeof serviceDto>

/** Whether each feature of a branch is on. */
export const flagStatesDto = z.record(z.enum(flagNames), z.boolean())

/** The public name of a branch and its display name. */
export const branchRef = z.object({ slug, name: localisedText })
export type BranchRef = z.infer<typeof branchRef>

/** A branch with the time zone and digits that its times and numbers are written in. */
const branchPlace = branchRef.extend({ timeZone: z.string(), digits: z.enum(['arab', 'latn']) })
export type BranchPlace = z.infer<typeof branchPlace>

export const branchDto = branchPlace.extend({
  businessDate: z.iso.date(),
  flags: flagStatesDto,
  services: z.array(serviceDto),
  servicePoints: z.array(servicePointDto),
})
export type BranchDto = z.infer<typeof branchDto>

const flag = z.enum(flagNames)

export const flagDto = z.object({
  name: flag,
  on: z.boolean(),
  byDefault: z.boolean(),
  /** The last day on which it can be switched; later releases no longer have it. */
  until: z.iso.date(),
  /** Whether the actor may switch it. */
  maySwitch: z.boolean(),
  /** Raised by each switch; 0 if it was never switched. */
  version: z.number().int(),
  changedAt: z.iso.datetime().nullable(),
  /** The display name of the person who switched it last. */
  changedBy: z.string().nullable(),
})
export type FlagDto = z.infer<typeof flagDto>

export const listServices = contract({
  endpoint: endpoints.listServices,
  summary: 'The services of a branch: whether they are open and how many wait',
  access: 'public',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({ branch: slug, flags: flagStatesDto, services: z.array(serviceDto) }),
  revalidates: true,
  errors: ['unknown_branch'],
})

export const getBranch = contract({
  endpoint: endpoints.getBranch,
  summary: 'A branch with its services and service points',
  access: 'public',
  params: z.strictObject({ branch: slug }),
  query: none,
  body: noBody,
  answer: branchDto,
  revalidates: true,
  errors: ['unknown_branch'],
})

export const listFlags = contract({
  endpoint: endpoints.listFlags,
  summary: 'The feature flags of a branch: which are on, who switched them, and when they expire',
  access: 'flag.read',
  params: z.strictObject({ branch: slug }),
  query: none,
  body: noBody,
  answer: z.object({ branch: slug, flags: z.array(flagDto) }),
  errors: ['unknown_branch', 'not_allowed'],
})

export const switchFlag = contract({
  endpoint: endpoints.switchFlag,
  summary: 'Switch a feature of a branch on or off; each needs its own permission, held by a signed-in person',
  access: 'flag.read',
  params: z.strictObject({ branch: slug, flag }),
  query: none,
  body: z.strictObject({
    on: z.boolean(),
    /** The version that the caller read. A newer stored version is answered with `stale_version`. */
    version: z.number().int().min(0).optional(),
  }),
  answer: flagDto,
  errors: ['unknown_branch', 'not_allowed', 'stale_version'],
})
