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

export const branchDto = z.object({
  slug,
  name: localisedText,
  timeZone: z.string(),
  digits: z.enum(['arab', 'latn']),
  businessDate: z.iso.date(),
  flags: flagStatesDto,
  services: z.array(serviceDto),
  servicePoints: z.array(servicePointDto),
})
export type BranchDto = z.infer<typeof branchDto>

export const listServices = contract({
  endpoint: endpoints.listServices,
  summary: 'The services of a branch, with who is open and how many wait',
  access: 'public',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({ branch: slug, flags: flagStatesDto, services: z.array(serviceDto) }),
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
  errors: ['unknown_branch'],
})
