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
  optionalBranch,
  serviceSlug,
  setupVersion,
  typedTexts,
} from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { namesAChange, orderHints } from './set-up-fields'

const slug = branchSlug.meta({
  id: 'PathwaySlug',
  description: 'The name of the pathway in addresses.',
  examples: ['full'],
})
const name = typedTexts(1, 120).meta({
  description: 'The name of the pathway.',
  examples: [{ ar: 'الفحص الكامل', en: 'Full examination' }],
})
const required = z.boolean().meta({ description: 'Whether it must be done; others may be skipped.', examples: [true] })
const after = z.array(serviceSlug).max(30).describe('The services that come before it, all of them.')
const anyOf = z.array(serviceSlug).max(30).describe('Services of which one comes before it; with none, none has to.')
const order = z
  .enum(orderHints)
  .describe('A wish: `first` before all others, `last` after all others. What must come before is in `after`.')
const minGapMinutes = integer('The minutes after it until a step that waits for it may begin; null without.', 30)
  .min(1)
  .max(1_440)
  .nullable()
const notAfterMinute = integer('The minute of the local day before which it should be done; null without.', 600)
  .min(1)
  .max(1_440)
  .nullable()
const exclusiveGroup = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
  .nullable()
  .meta({ description: 'Of the steps of one group a visit needs one; null without.', examples: ['eyes'] })

const stepDto = z
  .object({
    ...{ service: serviceSlug, required, after, anyOf, order },
    ...{ minGapMinutes, notAfterMinute, exclusiveGroup },
  })
  .meta({ id: 'PathwayStep', description: 'One service on a pathway.' })

export const pathwayDto = z
  .object({
    branch: branchSlug,
    slug,
    name: localisedText.describe('The name of the pathway.'),
    steps: z.array(stepDto).describe('Its steps.'),
  })
  .meta({ id: 'Pathway', description: 'A route through several services for one visit.' })
export type PathwayDto = z.infer<typeof pathwayDto>

const steps = z
  .array(
    z.strictObject({
      service: serviceSlug,
      required: required.default(true),
      after: after.default([]),
      anyOf: anyOf.default([]),
      order: order.default('any'),
      minGapMinutes: minGapMinutes.default(null),
      notAfterMinute: notAfterMinute.default(null),
      exclusiveGroup: exclusiveGroup.default(null),
    }),
  )
  .min(1)
  .max(60)
  .describe('Its steps.')

const pathwayErrors = [
  'unknown_branch',
  'not_allowed',
  'unknown_service',
  'step_twice',
  'unknown_prerequisite',
  'pathway_order',
  'pathway_circle',
] as const

export const listPathways = contract({
  endpoint: endpoints.listPathways,
  summary: 'List the pathways',
  description: 'The pathways of a branch.',
  returns: 'The pathways.',
  access: 'public',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({ branch: branchSlug, pathways: z.array(pathwayDto).describe('The pathways.'), next: noNext }),
  revalidates: true,
  errors: ['unknown_branch'],
})

export const createPathway = contract({
  endpoint: endpoints.createPathway,
  summary: 'Add a pathway',
  description: 'Adds a route through services of one branch. Its steps must be able to come, each once.',
  returns: 'The pathway.',
  access: 'branch.manage',
  params: none,
  query: none,
  body: z.strictObject({ branch: optionalBranch, slug, name, steps }),
  answer: pathwayDto,
  status: 201,
  errors: [...pathwayErrors, 'slug_taken'],
})

export const updatePathway = contract({
  endpoint: endpoints.updatePathway,
  summary: 'Change a pathway',
  description: 'Changes what the body names. The steps are replaced as a whole; visits that have begun keep theirs.',
  returns: 'The pathway.',
  access: 'branch.manage',
  params: z.strictObject({ pathway: slug }),
  query: none,
  body: z
    .strictObject({ name, steps })
    .partial()
    .extend({ branch: optionalBranch, version: setupVersion })
    .refine(namesAChange, 'names_no_change'),
  answer: pathwayDto,
  status: 201,
  errors: ['stale_version', ...pathwayErrors, 'unknown_pathway'],
})
