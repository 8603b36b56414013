import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { branchQuery, localisedText, noBody, none, safeName, slug } from '@/lib/shared/fields'
import * as endpoints from './endpoints'

export const ticketStates = [
  'waiting',
  'called',
  'in_service',
  'on_hold',
  'missed',
  'completed',
  'cancelled',
  'expired',
] as const
export const ticketState = z.enum(ticketStates)
export type TicketState = z.infer<typeof ticketState>

/** Where a ticket is called to: enough to show and announce it. */
export const placeDto = z.object({ slug, label: localisedText, floor: localisedText, directions: localisedText })
export type PlaceDto = z.infer<typeof placeDto>

/** The code shown in the hall: the service's prefix and the ticket's number. */
export const ticketCode = z.string().regex(/^[A-Z]{1,3}\d{3,}$/)

/** A ticket as its holder and the staff see it. Times are UTC. */
export const ticketDto = z.object({
  id: z.uuid(),
  code: ticketCode,
  number: z.number().int(),
  branch: slug,
  service: z.object({ slug, name: localisedText }),
  state: ticketState,
  /** 1 is next; null when not in line. */
  place: z.number().int().nullable(),
  peopleAhead: z.number().int().nullable(),
  peopleBehind: z.number().int().nullable(),
  /** Where to go: the room that called; before the call, the only room of the service if there is one. */
  goTo: placeDto.nullable(),
  callCount: z.number().int(),
  createdAt: z.iso.datetime(),
  calledAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  businessDate: z.iso.date(),
  version: z.number().int(),
  /**
   * Path of the visit's secret page, without the language: `/visit/<token>`. Returned when a turn is taken and when its
   * holder reads the ticket; otherwise empty.
   */
  link: z.string(),
})
export type TicketDto = z.infer<typeof ticketDto>

/** A ticket just called, and how many before it in line were passed over because they are called or served elsewhere. */
export const calledTicketDto = ticketDto.extend({ passedOver: z.number().int() })
export type CalledTicketDto = z.infer<typeof calledTicketDto>

/** A ticket in the staff's line: adds what only staff may see. */
export const lineTicketDto = ticketDto.extend({
  holderName: z.string().nullable(),
  priority: z.enum(['emergency', 'normal']),
  waitingSince: z.iso.datetime(),
  servicePoint: slug.nullable(),
  /** Who called or serves it. */
  servedBy: z.object({ name: z.string(), isYou: z.boolean() }).nullable(),
  /** Where its holder is called or served with another ticket: passed over until that ends, keeping the place. */
  busyAt: z.object({ service: slug, servicePoint: slug.nullable() }).nullable(),
})
export type LineTicketDto = z.infer<typeof lineTicketDto>

/** One call as the hall announces it: a code and a room, never a name. `id` differs for a recall. */
export const callDto = z.object({
  id: z.uuid(),
  code: ticketCode,
  kind: z.enum(['call', 'recall']),
  at: z.iso.datetime(),
  goTo: placeDto,
})
export type CallDto = z.infer<typeof callDto>

/** The public state of one queue on one business day; body of the event `queue_update`. Higher `version` wins. */
export const queueSnapshot = z.object({
  service: slug,
  name: localisedText,
  branch: slug,
  businessDate: z.iso.date(),
  version: z.number().int(),
  counts: z.object({
    issued: z.number().int(),
    waiting: z.number().int(),
    called: z.number().int(),
    inService: z.number().int(),
    onHold: z.number().int(),
    missed: z.number().int(),
    served: z.number().int(),
    cancelled: z.number().int(),
  }),
  averageWaitMinutes: z.number().nullable(),
  /** Codes in order of call; the first 500. */
  waiting: z.array(ticketCode),
  serving: z.array(
    z.object({
      code: ticketCode,
      state: z.enum(['called', 'in_service']),
      servicePoint: slug,
      since: z.iso.datetime(),
    }),
  ),
  onHold: z.array(ticketCode),
  /** The newest 8. */
  missed: z.array(ticketCode),
  /** The newest 8, newest first. */
  calls: z.array(callDto),
})
export type QueueSnapshot = z.infer<typeof queueSnapshot>

export const joinQueue = contract({
  endpoint: endpoints.joinQueue,
  summary: 'Take a turn. An active ticket of the same visitor in the same queue is returned again (200)',
  access: 'visitor',
  params: none,
  query: none,
  body: z.strictObject({
    service: slug,
    branch: slug.optional(),
    /** For walk-ins registered by staff. */
    holderName: safeName.optional(),
    priority: z.enum(['emergency', 'normal']).optional(),
  }),
  answer: ticketDto,
  status: 201,
  errors: [
    'unknown_service',
    'unknown_branch',
    'service_closed',
    'service_full',
    'switched_off',
    'too_many_requests',
    'not_allowed',
  ],
})

export const getTicket = contract({
  endpoint: endpoints.getTicket,
  summary: 'A ticket, for its holder (cookie or X-Visit-Token) or the staff of its branch',
  access: 'visitor',
  params: z.strictObject({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: ticketDto,
  errors: ['ticket_not_found'],
})

export const listMyTickets = contract({
  endpoint: endpoints.listMyTickets,
  summary: "This visitor's tickets of today (cookie or X-Visit-Token), newest first",
  access: 'visitor',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({ tickets: z.array(ticketDto) }),
  errors: [],
})

export const getQueueStatus = contract({
  endpoint: endpoints.getQueueStatus,
  summary: 'The public state of a queue today',
  access: 'public',
  params: z.strictObject({ service: slug }),
  query: branchQuery,
  body: noBody,
  answer: queueSnapshot,
  revalidates: true,
  errors: ['unknown_service', 'unknown_branch'],
})

export const getLine = contract({
  endpoint: endpoints.getLine,
  summary:
    'The line as staff see it: called and in service first, then in order of call (the first 300), then on hold and missed',
  access: 'queue.read',
  params: z.strictObject({ service: slug }),
  query: branchQuery,
  body: noBody,
  answer: z.object({ service: slug, version: z.number().int(), tickets: z.array(lineTicketDto) }),
  errors: ['unknown_service', 'unknown_branch'],
})

/** Service points where a visitor is called or in service now. */
export const occupiedPointDto = z.object({
  servicePoint: slug,
  code: ticketCode,
  state: z.enum(['called', 'in_service']),
  since: z.iso.datetime(),
  by: z.object({ name: z.string(), isYou: z.boolean() }).nullable(),
})
export type OccupiedPointDto = z.infer<typeof occupiedPointDto>

export const listOccupied = contract({
  endpoint: endpoints.listOccupied,
  summary: 'The service points of a branch where a visitor is called or in service, with the member of staff',
  access: 'queue.read',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({ points: z.array(occupiedPointDto) }),
  errors: ['unknown_branch'],
})

/** Allows ending a service started by a colleague, which is otherwise refused with `started_by_another`. */
const endAnothers = z.boolean().optional()

export const callNext = contract({
  endpoint: endpoints.callNext,
  summary:
    'Call the next visitor to a service point; finishes the one in service there. Visitors called or in service elsewhere are skipped and keep their place',
  access: 'queue.serve',
  params: z.strictObject({ service: slug }),
  query: none,
  body: z.strictObject({ servicePoint: slug, branch: slug.optional(), endAnothers }),
  answer: calledTicketDto,
  errors: [
    'unknown_branch',
    'unknown_service',
    'unknown_service_point',
    'service_point_not_serving',
    'service_point_busy',
    'queue_empty',
    'all_busy_elsewhere',
    'started_by_another',
  ],
})

const version = z.number().int().min(1).optional()

const ticketCommand = <E extends (typeof endpoints)[keyof typeof endpoints], B extends z.ZodType>(
  endpoint: E,
  summary: string,
  access: 'queue.serve' | 'ticket.manage' | 'visitor',
  body: B,
  alsoErrors: readonly ErrorCode[] = [],
) =>
  contract({
    endpoint,
    summary,
    access,
    params: z.strictObject({ id: z.uuid() }),
    query: none,
    body,
    answer: ticketDto,
    errors: ['ticket_not_found', 'stale_version', 'wrong_state', ...alsoErrors],
  })

const plain = z.strictObject({ version }).default({})
const ending = z.strictObject({ version, endAnothers }).default({})
const asked = ['started_by_another'] as const

export const recall = ticketCommand(
  endpoints.recall,
  'Call again a visitor who was already called or missed the call',
  'queue.serve',
  z.strictObject({ version, servicePoint: slug.optional() }).default({}),
  ['unknown_service_point', 'service_point_not_serving', 'service_point_busy', 'already_in_line', 'busy_elsewhere'],
)
export const start = ticketCommand(endpoints.start, 'Start the service of the called visitor', 'queue.serve', plain, [
  'busy_elsewhere',
])
export const finish = ticketCommand(endpoints.finish, 'Finish the service', 'queue.serve', ending, asked)
export const noAnswer = ticketCommand(
  endpoints.noAnswer,
  'Mark the called visitor as not having come',
  'queue.serve',
  plain,
)
export const hold = ticketCommand(endpoints.hold, 'Put on hold, keeping the place', 'ticket.manage', ending, asked)
export const resume = ticketCommand(
  endpoints.resume,
  'Return to the line: to the same place after a hold, to the end after a missed call',
  'ticket.manage',
  plain,
  ['already_in_line'],
)
export const transfer = ticketCommand(
  endpoints.transfer,
  'Move to another queue of the branch, keeping code and waiting time',
  'ticket.manage',
  z.strictObject({ version, service: slug, endAnothers }),
  ['unknown_service', 'already_in_line', 'started_by_another'],
)
export const cancel = ticketCommand(endpoints.cancel, 'Leave the line', 'visitor', plain)
export const undo = ticketCommand(
  endpoints.undo,
  'Undo the last change of this ticket, within 10 minutes',
  'ticket.manage',
  ending,
  ['nothing_to_undo', 'service_point_busy', 'already_in_line', 'busy_elsewhere', 'started_by_another'],
)
