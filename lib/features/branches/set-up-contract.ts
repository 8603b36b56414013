import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { branchSlug, integer, noBody, none } from '@/lib/shared/fields'
import { branchSetUp } from './branch-set-up-contract'
import * as endpoints from './endpoints'
import { pathwayDto } from './pathway-contract'
import { pointSetUp } from './point-set-up-contract'
import { serviceSetUp } from './service-set-up-contract'

export const setUpDto = z
  .object({
    version: integer('Raised by each change of the set-up.', 12),
    branch: branchSetUp,
    services: z.array(serviceSetUp).describe('Its services.'),
    servicePoints: z.array(pointSetUp).describe('Its rooms and counters.'),
    pathways: z.array(pathwayDto).describe('Its pathways.'),
  })
  .meta({ id: 'SetUp', description: 'All that administrators have set up in a branch.' })
export type SetUpDto = z.infer<typeof setUpDto>

export const getSetUp = contract({
  endpoint: endpoints.getSetUp,
  summary: 'Read the set-up of a branch',
  description:
    'Everything that can be changed, as stored. An update that names the `version` read here is refused when somebody else has changed the set-up since.',
  returns: 'The set-up.',
  access: 'branch.manage',
  params: z.strictObject({ branch: branchSlug }),
  query: none,
  body: noBody,
  answer: setUpDto,
  errors: ['unknown_branch', 'not_allowed'],
})
