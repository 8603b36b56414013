import { z } from 'zod'
import { templateNames } from '@/lib/shared/branch-templates'
import { contract } from '@/lib/shared/contract'
import { branchSlug, noBody, noNext, none, setupVersion, typedTexts } from '@/lib/shared/fields'
import { branchPlace } from './contract'
import * as endpoints from './endpoints'
import { hours, minuteOfDay } from './hours-contract'
import { namesAChange } from './set-up-fields'

const name = typedTexts(1, 120).meta({
  description: 'The name of the branch.',
  examples: [{ ar: 'الفرع الرئيسي', en: 'Main branch' }],
})
const timeZone = branchPlace.shape.timeZone.max(64)
const dayStartsMinute = minuteOfDay('The minute of the local day at which a business day begins.', 240)
const { digits } = branchPlace.shape

const numbersRestart = z
  .boolean()
  .meta({ description: 'Whether numbers begin anew each business day; else they go on.', examples: [true] })

export const branchSetUp = branchPlace
  .extend({ dayStartsMinute, numbersRestart, hours })
  .meta({ id: 'BranchSetUp', description: 'A branch as its administrators set it up.' })
export type BranchSetUp = z.infer<typeof branchSetUp>

export const listBranches = contract({
  endpoint: endpoints.listBranches,
  summary: 'List the branches',
  description: 'Every branch, the oldest first: it is the one meant where a request names none.',
  returns: 'The branches.',
  access: 'public',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({ branches: z.array(branchPlace).describe('The branches.'), next: noNext }),
  revalidates: true,
  errors: [],
})

export const createBranch = contract({
  endpoint: endpoints.createBranch,
  summary: 'Add a branch',
  description: 'Adds a branch that is always open, with the services, rooms and pathways of a template, or with none.',
  returns: 'The branch.',
  access: 'branch.manage',
  params: none,
  query: none,
  body: z.strictObject({
    slug: branchSlug,
    name,
    timeZone,
    template: z.enum(templateNames).optional().describe('What the branch begins with.'),
  }),
  answer: branchSetUp,
  status: 201,
  errors: ['not_allowed', 'slug_taken'],
})

export const updateBranch = contract({
  endpoint: endpoints.updateBranch,
  summary: 'Change a branch',
  description:
    'Changes what the body names. Hours are replaced as a whole. A time zone or start of the day under which it would now be another business day is refused.',
  returns: 'The branch.',
  access: 'branch.manage',
  params: z.strictObject({ branch: branchSlug }),
  query: none,
  body: z
    .strictObject({ name, timeZone, dayStartsMinute, digits, numbersRestart, hours })
    .partial()
    .extend({ version: setupVersion })
    .refine(namesAChange, 'names_no_change'),
  answer: branchSetUp,
  status: 201,
  errors: ['stale_version', 'unknown_branch', 'not_allowed', 'business_day_would_change'],
})
