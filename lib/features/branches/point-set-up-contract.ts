import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import {
  branchQuery,
  branchSlug,
  noBody,
  noNext,
  none,
  optionalBranch,
  pointSlug,
  serviceSlug,
  setupVersion,
  text,
  typedTexts,
} from '@/lib/shared/fields'
import { servicePointDto } from './contract'
import * as endpoints from './endpoints'
import { namesAChange } from './set-up-fields'

export const pointSetUp = servicePointDto
  .extend({
    branch: branchSlug,
    colour: text('The colour of the line that leads there; null without one.', '#1e88e5').nullable(),
  })
  .meta({ id: 'ServicePointSetUp', description: 'A room or counter as its administrators set it up.' })
export type PointSetUp = z.infer<typeof pointSetUp>

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/)
  .nullable()
  .meta({ description: 'The colour of the line that leads there; null without one.', examples: ['#1e88e5'] })

const ofBranch = z.strictObject({ branch: optionalBranch }).default({})

export const listServicePoints = contract({
  endpoint: endpoints.listServicePoints,
  summary: 'List the service points',
  description: 'The rooms and counters of a branch.',
  returns: 'The service points.',
  access: 'public',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({
    branch: branchSlug,
    servicePoints: z.array(pointSetUp).describe('The service points.'),
    next: noNext,
  }),
  revalidates: true,
  errors: ['unknown_branch'],
})

const point = {
  kind: z.enum(['room', 'counter']).describe('What it is.'),
  label: typedTexts(1, 60).meta({
    description: 'What is written on the door or the counter.',
    examples: [{ ar: 'غرفة 3', en: 'Room 3' }],
  }),
  floor: typedTexts(0, 120).meta({ description: 'The floor.', examples: [{ ar: 'الطابق الأول', en: 'First floor' }] }),
  directions: typedTexts(0, 120).meta({
    description: 'How to get there.',
    examples: [{ ar: 'يمين المصعد', en: 'Right of the lift' }],
  }),
  colour,
  services: z.array(serviceSlug).max(50).describe('The services that can be given there.'),
}
const pointParams = z.strictObject({ servicePoint: pointSlug })

export const createServicePoint = contract({
  endpoint: endpoints.createServicePoint,
  summary: 'Add a service point',
  description: 'Adds a room or a counter.',
  returns: 'The service point.',
  access: 'branch.manage',
  params: none,
  query: none,
  body: z.strictObject(point).partial().required({ label: true }).extend({ branch: optionalBranch, slug: pointSlug }),
  answer: pointSetUp,
  status: 201,
  errors: ['unknown_branch', 'unknown_service', 'not_allowed', 'slug_taken'],
})

export const updateServicePoint = contract({
  endpoint: endpoints.updateServicePoint,
  summary: 'Change a service point',
  description: 'Changes what the body names. The list of services is replaced as a whole.',
  returns: 'The service point.',
  access: 'branch.manage',
  params: pointParams,
  query: none,
  body: z
    .strictObject(point)
    .partial()
    .extend({ branch: optionalBranch, version: setupVersion })
    .refine(namesAChange, 'names_no_change'),
  answer: pointSetUp,
  status: 201,
  errors: ['stale_version', 'unknown_branch', 'unknown_service_point', 'unknown_service', 'not_allowed'],
})

const openOrClose = {
  returns: 'The service point.',
  access: 'branch.manage',
  params: pointParams,
  query: none,
  body: ofBranch,
  answer: pointSetUp,
  status: 201,
  errors: ['unknown_branch', 'unknown_service_point', 'not_allowed'],
} as const

export const openServicePoint = contract({
  ...openOrClose,
  endpoint: endpoints.openServicePoint,
  summary: 'Open a service point',
  description: 'Lets staff call visitors to a room or counter that was closed.',
})

export const closeServicePoint = contract({
  ...openOrClose,
  endpoint: endpoints.closeServicePoint,
  summary: 'Close a service point',
  description: 'Nobody is called there any more. Whoever is there already is still served.',
})
