import { z } from 'zod'
import { className, placeDto, ticketCode, ticketDto, wait } from '@/lib/features/queue/contract'
import { contract } from '@/lib/shared/contract'
import type { Endpoint } from '@/lib/shared/endpoint'
import type { ErrorCode } from '@/lib/shared/errors'
import {
  branchSlug,
  idParams,
  integer,
  localisedText,
  noBody,
  none,
  optionalBranch,
  safeName,
  serviceSlug,
  text,
  time,
} from '@/lib/shared/fields'
import type { Permission } from '@/lib/shared/permissions'
import * as endpoints from './endpoints'
import { stepStates } from './step-state'

const after = z.array(serviceSlug).describe('The services that come before it, all of them.')

const visitStepDto = z
  .object({
    service: serviceSlug,
    name: localisedText.describe('The name of the service.'),
    state: z
      .enum(stepStates)
      .describe(
        'Where the visitor is with it. `on_hold`: it goes on when the step to which the visitor was sent has ended.',
      ),
    required: z
      .boolean()
      .meta({ description: 'Whether it must be done; the visitor may skip others.', examples: [true] }),
    after,
    readyAt: time('When a result is there that it waits for; null without.').nullable(),
  })
  .meta({ id: 'VisitStep', description: 'One step of a visit.' })

export const reasonDto = z
  .union([
    z.object({
      code: z.enum([
        'shortest',
        'first',
        'result',
        'bottleneck',
        'back',
        'only_one_open',
        'not_started',
        'chosen',
        'staff',
      ]),
    }),
    z.object({ code: z.enum(['closes_at', 'fasting']), at: time('The limit.') }),
    z.object({ code: z.enum(['last', 'clinic_closed']), service: serviceSlug }),
  ])
  .meta({ id: 'NextReason', description: 'Why this clinic comes next.', examples: [{ code: 'shortest' }] })
export type ReasonDto = z.infer<typeof reasonDto>

export const visitDto = z
  .object({
    id: z.uuid().describe('The id of the visit.'),
    code: ticketCode.describe('The code of the visit: the same at every clinic.'),
    branch: branchSlug,
    pathway: z
      .object({ slug: branchSlug, name: localisedText.describe('The name of the pathway.') })
      .describe('The pathway that it follows.'),
    steps: z.array(visitStepDto).describe('Its steps, in the order of the pathway.'),
    next: z
      .object({
        service: serviceSlug,
        goTo: placeDto.nullable().describe('The room, if it is known.'),
        wait: wait.nullable().describe('How long until the call; null while it is not known.'),
        reasons: z.array(reasonDto).describe('Why it comes next, the first being the strongest.'),
      })
      .nullable()
      .describe('Where to go now; null while in service, while nothing can begin, and at the end.'),
    ticket: ticketDto.describe('Its one ticket, which moves from line to line.'),
    link: text(
      "The visit's secret page, `/visit/<token>`; empty unless it is begun, or read by its holder.",
      '/visit/0ElhYL1zq3mS8cV4rT6wKg',
    ),
  })
  .meta({ id: 'Journey', description: "A visitor's way through the clinics of a pathway." })
export type VisitDto = z.infer<typeof visitDto>

export const takeVisit = contract({
  endpoint: endpoints.takeVisit,
  summary: 'Begin a visit',
  description:
    'Begins a visit that follows a pathway, with one ticket for all its clinics. A visitor whose visit goes on gets it again.',
  returns: 'The new visit, with its secret link. The first one sets the cookie of the visitor.',
  already: 'The visit of this visitor that goes on.',
  sends: ['X-Cursor', 'Set-Cookie'],
  access: 'visitor',
  params: none,
  query: none,
  body: z.strictObject({
    pathway: branchSlug.describe('The pathway.'),
    branch: optionalBranch,
    class: className.optional().describe('The class of priority, `normal` by default; only staff may give another.'),
    holderName: safeName.optional().describe('The name of a visitor whom staff register.'),
  }),
  answer: visitDto,
  status: 201,
  errors: [
    'unknown_branch',
    'unknown_pathway',
    'unknown_class',
    'unknown_service',
    'service_closed',
    'service_full',
    'join_way_closed',
    'already_in_line',
    'switched_off',
    'too_many_requests',
    'not_allowed',
  ],
})

export const getVisit = contract({
  endpoint: endpoints.getVisit,
  summary: 'Read a visit',
  description: 'For its holder, by cookie or `X-Visit-Token`, and for the staff of its branch.',
  returns: 'The visit; with its `link` for the holder.',
  access: 'visitor',
  params: idParams('visit'),
  query: none,
  body: noBody,
  answer: visitDto,
  errors: ['visit_not_found'],
})

const reason = safeName.optional().describe('Why; staff have to say it.')

type Wording = { summary: string; description: string; returns: string }

const stepCommand = <const Errors extends readonly ErrorCode[]>(
  endpoint: Endpoint,
  wording: Wording,
  access: Permission | 'visitor',
  alsoErrors: Errors,
) =>
  contract({
    ...{ endpoint, ...wording, access },
    sends: ['X-Cursor'],
    params: idParams('visit'),
    query: none,
    body: z.strictObject({ service: serviceSlug, reason }),
    answer: visitDto,
    errors: ['visit_not_found', 'unknown_service', 'wrong_state', 'reason_required', ...alsoErrors],
  })

export const chooseStep = stepCommand(
  endpoints.chooseStep,
  {
    summary: 'Choose the next clinic',
    description: 'Moves the ticket to another step that can begin, by its holder or by staff with a reason.',
    returns: 'The visit.',
  },
  'visitor',
  [
    'step_not_found',
    'step_ended',
    'step_blocked',
    'step_too_early',
    'already_called',
    'already_in_line',
    'service_closed',
  ],
)
export const skipStep = stepCommand(
  endpoints.skipStep,
  {
    summary: 'Skip a step',
    description: 'Leaves a step out: an optional one by the holder, any by staff with a reason.',
    returns: 'The visit.',
  },
  'visitor',
  ['step_not_found', 'step_ended', 'step_required', 'already_called'],
)
export const addStep = stepCommand(
  endpoints.addStep,
  {
    summary: 'Add a step',
    description: 'Adds a clinic to the visit.',
    returns: 'The visit.',
  },
  'ticket.manage',
  ['step_exists', 'service_closed'],
)
export const redoStep = stepCommand(
  endpoints.redoStep,
  {
    summary: 'Do a step again',
    description: 'Opens a step that has ended once more.',
    returns: 'The visit.',
  },
  'ticket.manage',
  ['step_not_found', 'step_still_open', 'already_in_line', 'service_closed'],
)

export const sendAndReturn = contract({
  endpoint: endpoints.sendAndReturn,
  summary: 'Send to another clinic and back',
  description:
    'Sends the visitor in service to another clinic; the step here is on hold and comes first when that one has ended.',
  returns: 'The visit.',
  sends: ['X-Cursor'],
  access: 'queue.serve',
  params: idParams('ticket'),
  query: none,
  body: z.strictObject({
    service: serviceSlug,
    version: integer(
      'The version that the sender has seen; another one is refused with `stale_version`.',
      3,
    ).optional(),
    endAnothers: z.boolean().optional().describe('Also when a colleague started the service.'),
  }),
  answer: visitDto,
  errors: [
    'ticket_not_found',
    'visit_not_found',
    'stale_version',
    'wrong_state',
    'unknown_service',
    'service_closed',
    'step_blocked',
    'started_by_another',
  ],
})
