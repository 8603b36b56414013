import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import type { Endpoint } from '@/lib/shared/endpoint'
import type { ErrorCode } from '@/lib/shared/errors'
import { idParams, integer, none, optionalBranch, pointSlug, serviceSlug } from '@/lib/shared/fields'
import { exampleRoom, type TicketDto, ticketDto } from './contract'
import * as endpoints from './endpoints'

/** The commands of staff and holders that move tickets. */

/** What the commands make of the example of a ticket. */
const noPlace = { place: null, peopleAhead: null, ahead: null, wait: null, peopleBehind: null, link: '' }
const called: Partial<TicketDto> = {
  ...noPlace,
  state: 'called',
  callCount: 1,
  goTo: exampleRoom,
  calledAt: '2026-11-22T06:31:10.120Z',
}
const started: Partial<TicketDto> = { ...called, state: 'in_service', startedAt: '2026-11-22T06:33:02.450Z' }
const finished: Partial<TicketDto> = { ...started, state: 'completed', endedAt: '2026-11-22T06:41:55.090Z' }

/** A ticket just called, and how many before it in line were passed over because they are called or served elsewhere. */
export const calledTicketDto = ticketDto
  .extend({
    passedOver: integer('How many before it in line were skipped, because they are called or served elsewhere.', 0),
  })
  .meta({ id: 'CalledTicket', description: 'A ticket just called.' })
export type CalledTicketDto = z.infer<typeof calledTicketDto>

const endAnothers = z
  .boolean()
  .optional()
  .describe('Ends the service even if a colleague started it; otherwise that is refused with `started_by_another`.')

export const callNext = contract({
  endpoint: endpoints.callNext,
  summary: 'Call the next visitor',
  description:
    'Calls the next visitor to a service point and finishes the one in service there. Visitors called or in service elsewhere are skipped and keep their place.',
  returns: 'The ticket that was called.',
  example: called,
  sends: ['X-Cursor'],
  access: 'queue.serve',
  params: z.strictObject({ service: serviceSlug }),
  query: none,
  body: z.strictObject({ servicePoint: pointSlug, branch: optionalBranch, endAnothers }),
  answer: calledTicketDto,
  errors: [
    'unknown_branch',
    'unknown_service',
    'unknown_service_point',
    'service_point_not_serving',
    'service_point_closed',
    'service_point_busy',
    'queue_empty',
    'all_busy_elsewhere',
    'started_by_another',
  ],
})

const version = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('The `version` that the caller saw; refused if it has changed since.')

type About = { summary: string; description: string; returns: string; example: Partial<TicketDto> }

const ticketCommand = <B extends z.ZodType>(
  endpoint: Endpoint,
  about: About,
  access: 'queue.serve' | 'ticket.manage' | 'visitor',
  body: B,
  alsoErrors: readonly ErrorCode[] = [],
) =>
  contract({
    ...about,
    endpoint,
    access,
    sends: ['X-Cursor'],
    params: idParams('ticket'),
    query: none,
    body,
    answer: ticketDto,
    errors: ['ticket_not_found', 'stale_version', 'wrong_state', ...alsoErrors],
  })

const plain = z.strictObject({ version }).meta({ id: 'TicketChange', description: 'A change of a ticket.' }).default({})
const ending = z
  .strictObject({ version, endAnothers })
  .meta({ id: 'TicketEnding', description: 'A change that may end a service.' })
  .default({})
const asked = ['started_by_another'] as const

export const recall = ticketCommand(
  endpoints.recall,
  {
    summary: 'Call again',
    description: 'Calls a visitor who was already called or missed the call, also to another service point.',
    returns: 'The ticket, called once more.',
    example: { ...called, callCount: 2 },
  },
  'queue.serve',
  z.strictObject({ version, servicePoint: pointSlug.optional() }).default({}),
  [
    'unknown_service_point',
    'service_point_not_serving',
    'service_point_closed',
    'service_point_busy',
    'already_in_line',
    'busy_elsewhere',
  ],
)
export const start = ticketCommand(
  endpoints.start,
  {
    summary: 'Start the service',
    description: 'Starts the service of the called visitor.',
    returns: 'The ticket, in service.',
    example: started,
  },
  'queue.serve',
  plain,
  ['busy_elsewhere'],
)
export const finish = ticketCommand(
  endpoints.finish,
  {
    summary: 'Finish the service',
    description: 'Ends the service of a visitor who is called or in service.',
    returns: 'The ticket, completed.',
    example: finished,
  },
  'queue.serve',
  ending,
  asked,
)
export const noAnswer = ticketCommand(
  endpoints.noAnswer,
  {
    summary: 'Mark as not having come',
    description: 'Marks the called visitor as missed; `recall` calls and `resume` returns the visitor to the line.',
    returns: 'The ticket, missed.',
    example: { ...called, state: 'missed' },
  },
  'queue.serve',
  plain,
)
export const hold = ticketCommand(
  endpoints.hold,
  {
    summary: 'Put on hold',
    description: 'Takes a visitor out of the line for a while, keeping the place.',
    returns: 'The ticket, on hold.',
    example: { ...noPlace, state: 'on_hold' },
  },
  'ticket.manage',
  ending,
  asked,
)
export const resume = ticketCommand(
  endpoints.resume,
  {
    summary: 'Return to the line',
    description: 'Returns a visitor to the same place after a hold, and to the end after a missed call.',
    returns: 'The ticket, waiting.',
    example: { link: '' },
  },
  'ticket.manage',
  plain,
  ['already_in_line'],
)
export const transfer = ticketCommand(
  endpoints.transfer,
  {
    summary: 'Move to another queue',
    description: 'Moves a visitor to another queue of the branch, keeping code and waiting time.',
    returns: 'The ticket, waiting in the other queue.',
    example: { link: '' },
  },
  'ticket.manage',
  z.strictObject({ version, service: serviceSlug, endAnothers }),
  ['unknown_service', 'service_closed', 'already_in_line', 'started_by_another'],
)
export const cancel = ticketCommand(
  endpoints.cancel,
  {
    summary: 'Leave the line',
    description: 'Cancels a ticket, by its holder or by staff.',
    returns: 'The ticket, cancelled.',
    example: { ...noPlace, state: 'cancelled', endedAt: '2026-11-22T06:20:00.000Z' },
  },
  'visitor',
  plain,
)
export const undo = ticketCommand(
  endpoints.undo,
  {
    summary: 'Undo the last change',
    description: 'Returns a ticket to the state before its last change, within 10 minutes.',
    returns: 'The ticket, as it was before.',
    example: { link: '' },
  },
  'ticket.manage',
  ending,
  [
    'nothing_to_undo',
    'service_point_busy',
    'service_point_closed',
    'already_in_line',
    'busy_elsewhere',
    'started_by_another',
  ],
)
