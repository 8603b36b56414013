import { z } from 'zod'
import { delayReasons } from '@/lib/features/estimates/delay-reasons'
import { contract } from '@/lib/shared/contract'
import {
  branchQuery,
  branchSlug,
  idParams,
  integer,
  localisedText,
  noBody,
  none,
  optionalBranch,
  pointSlug,
  safeName,
  serviceSlug,
  text,
  time,
} from '@/lib/shared/fields'
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
export const ticketState = z.enum(ticketStates).meta({
  id: 'TicketState',
  description:
    'Where a ticket is on its way. `missed`: called and did not come; `expired`: not served by the end of the day.',
})
export type TicketState = z.infer<typeof ticketState>

/** A room, for examples. */
export const exampleRoom = {
  slug: 'room-3',
  label: { ar: 'غرفة 3', en: 'Room 3' },
  floor: { ar: 'الطابق الأول', en: 'First floor' },
  directions: { ar: 'يمين المصعد', en: 'Right of the lift' },
}

/** Where a ticket is called to: enough to show and announce it. */
export const placeDto = z
  .object({
    slug: pointSlug,
    label: localisedText.describe('What is written on the door or the counter.'),
    floor: localisedText.describe('The floor.'),
    directions: localisedText.describe('How to get there.'),
  })
  .meta({
    id: 'Place',
    description: 'A room or counter to go to.',
    examples: [exampleRoom],
  })
export type PlaceDto = z.infer<typeof placeDto>

/** The code shown in the hall: the service's prefix and the ticket's number. */
export const ticketCode = z
  .string()
  .regex(/^[A-Z]{1,3}\d{3,}$/)
  .meta({
    id: 'TicketCode',
    description: "The code shown in the hall: the service's prefix and the number.",
    examples: ['L045'],
  })

/** The public name of a class of priority. */
export const className = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
  .meta({ description: 'The public name of a class of priority.', examples: ['normal'] })

/** A service by its names. */
const serviceRef = z
  .object({ slug: serviceSlug, name: localisedText.describe('The name of the service.') })
  .meta({ id: 'ServiceName', description: 'A service by its names.' })

/** How long somebody still waits; `low` 0 and `high` 5 is less than 5 minutes. */
export const wait = z
  .object({ low: integer('At least this many minutes.', 10), high: integer('At most this many minutes.', 15) })
  .meta({ id: 'Wait', description: 'How many minutes somebody still waits, in steps of five.' })

/** Who is before somebody in line. The rest of `total` came later and have priority. */
const ahead = z
  .object({
    total: integer('How many are before it.', 3),
    emergency: integer('Of them, emergencies.', 0),
    booked: integer('Of them, those with a booking.', 1),
    earlier: integer('Of the others, those who have waited for longer; the rest have priority.', 2),
  })
  .meta({ id: 'Ahead', description: 'Who is before a ticket in its line.' })

/** A ticket as its holder and the staff see it. Times are UTC. */
export const ticketDto = z
  .object({
    id: z.uuid().describe('The id of the ticket.'),
    visit: z.uuid().describe('The id of the visit.'),
    code: ticketCode,
    number: integer('The number in its code.', 45),
    branch: branchSlug,
    service: serviceRef.describe('Whose queue it is in.'),
    movedFrom: serviceRef.nullable().describe('Whose queue it was moved from; null when it was not moved.'),
    state: ticketState,
    class: className.describe('Its class of priority.'),
    place: integer('The place in line, 1 being next; null when not in line.', 3).nullable(),
    peopleAhead: integer('How many are before it; null when not in line.', 2).nullable(),
    ahead: ahead.nullable().describe('Who is before it; null when not in line, or after the first 500.'),
    wait: wait.nullable().describe('How long it still waits; null when not in line, or not known.'),
    peopleBehind: integer('How many are after it; null when not in line.', 5).nullable(),
    goTo: placeDto.nullable().describe('The room that called; before that, the only room of the service.'),
    callCount: integer('How often it was called.', 0),
    createdAt: time('When it was taken.'),
    calledAt: time('When it was called last.').nullable(),
    startedAt: time('When its service started.').nullable(),
    endedAt: time('When it ended.').nullable(),
    businessDate: z.iso.date().describe('The business day.'),
    version: integer('Raised by each change of the ticket.', 3),
    link: text(
      "The visit's secret page, `/visit/<token>`; empty unless a ticket is taken, or read by its holder.",
      '/visit/0ElhYL1zq3mS8cV4rT6wKg',
    ),
  })
  .meta({ id: 'Ticket', description: "A visitor's ticket in the queue of one service." })
export type TicketDto = z.infer<typeof ticketDto>

/** One call as the hall announces it: a code and a room, never a name. */
export const callDto = z
  .object({
    id: z.uuid().describe('The id of the call; a recall has a new one.'),
    code: ticketCode,
    kind: z.enum(['call', 'recall']).describe('Whether it was called before.'),
    at: time('When it was called.'),
    goTo: placeDto,
  })
  .meta({ id: 'Call', description: 'One call as the hall announces it.' })
export type CallDto = z.infer<typeof callDto>

export const servingState = z.enum(['called', 'in_service']).describe('Whether the service has started.')

/** The public state of one queue on one business day; body of the event `queue_update`. Higher `version` wins. */
export const queueSnapshot = z
  .object({
    service: serviceSlug,
    name: localisedText.describe('The name of the service.'),
    branch: branchSlug,
    businessDate: z.iso.date().describe('The business day.'),
    version: integer('Raised by each change; of two states of a day the higher one is newer.', 170),
    counts: z
      .object({
        issued: integer('Tickets issued today.', 45),
        waiting: integer('Waiting now.', 3),
        called: integer('Called now.', 1),
        inService: integer('In service now.', 2),
        onHold: integer('On hold now.', 1),
        missed: integer('Missed their call and have not returned.', 1),
        served: integer('Served today.', 35),
        cancelled: integer('Left the line today.', 2),
      })
      .describe('How many tickets are in which state.'),
    averageWaitMinutes: z
      .number()
      .meta({
        description: 'The average wait of those called today, in minutes to one decimal; null before the first call.',
        examples: [12],
      })
      .nullable(),
    waiting: z.array(ticketCode).describe('Codes in the order of call; the first 500.'),
    ahead: z
      .array(z.tuple([ahead.shape.emergency, ahead.shape.booked, ahead.shape.earlier]))
      .describe('Of those before each: how many are emergencies, booked, and earlier; in the same order.'),
    waits: z
      .array(z.tuple([wait.shape.low, wait.shape.high]).nullable())
      .describe(
        'How many minutes each of them still waits, from and to, in the same order; null where that is not known.',
      ),
    delay: z
      .object({
        why: z.enum(delayReasons).describe('The main reason.'),
        since: time('Who came before this was told a shorter wait.'),
      })
      .nullable()
      .describe('Whether those who came before are called more than 10 minutes later than was expected then.'),
    joinWait: wait.nullable().describe('How long somebody who joins now waits; null where that is not known.'),
    serving: z
      .array(
        z.object({
          code: ticketCode,
          state: servingState,
          servicePoint: pointSlug,
          since: time('Since when.'),
        }),
      )
      .describe('The tickets that are called or in service.'),
    onHold: z.array(ticketCode).describe('Codes on hold.'),
    missed: z.array(ticketCode).describe('The newest 8 codes that missed their call.'),
    calls: z.array(callDto).describe('The newest 8 calls, newest first.'),
  })
  .meta({ id: 'QueueState', description: 'The public state of one queue on one business day, without names.' })
export type QueueSnapshot = z.infer<typeof queueSnapshot>

export const joinQueue = contract({
  endpoint: endpoints.joinQueue,
  summary: 'Take a ticket',
  description:
    'Takes a ticket of a service for the visitor of this browser. A visitor who has an active ticket in that queue gets it again.',
  returns: 'The new ticket, with the secret link of the visit. The first one sets the cookie of the visitor.',
  already: 'The active ticket that this visitor already has in the queue.',
  sends: ['X-Cursor', 'Set-Cookie'],
  access: 'visitor',
  params: none,
  query: none,
  body: z.strictObject({
    service: serviceSlug,
    branch: optionalBranch,
    holderName: safeName.optional().describe('The name of a visitor whom staff register.'),
    priority: z
      .enum(['emergency', 'normal'])
      .optional()
      .describe('`emergency`, which only staff may give, is called before everybody else. `class` says more.'),
    class: className.optional().describe('The class of priority, `normal` by default; only staff may give another.'),
  }),
  answer: ticketDto,
  status: 201,
  errors: [
    'unknown_service',
    'unknown_branch',
    'unknown_class',
    'service_closed',
    'service_full',
    'join_way_closed',
    'switched_off',
    'too_many_requests',
    'not_allowed',
  ],
})

export const getTicket = contract({
  endpoint: endpoints.getTicket,
  summary: 'Read a ticket',
  description: 'For its holder, by cookie or `X-Visit-Token`, and for the staff of its branch.',
  returns: 'The ticket; with its `link` for the holder.',
  access: 'visitor',
  params: idParams('ticket'),
  query: none,
  body: noBody,
  answer: ticketDto,
  errors: ['ticket_not_found'],
})

export const listMyTickets = contract({
  endpoint: endpoints.listMyTickets,
  summary: 'List the own tickets',
  description: "This visitor's tickets of today, by cookie or `X-Visit-Token`.",
  returns: 'The tickets, newest first.',
  access: 'visitor',
  params: none,
  query: none,
  body: noBody,
  answer: z.object({ tickets: z.array(ticketDto).describe('The tickets.') }),
  errors: [],
})

export const getQueueStatus = contract({
  endpoint: endpoints.getQueueStatus,
  summary: 'Read the state of a queue',
  description: 'The public state of a queue today. Poll it with `If-None-Match`, or follow it in the event stream.',
  returns: 'The state; `X-Cursor` is the position from which the stream continues it.',
  sends: ['X-Cursor'],
  access: 'public',
  params: z.strictObject({ service: serviceSlug }),
  query: branchQuery,
  body: noBody,
  answer: queueSnapshot,
  revalidates: true,
  errors: ['unknown_service', 'unknown_branch'],
})
