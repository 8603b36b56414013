import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { branchQuery, integer, noBody, none, pointSlug, serviceSlug, text, time } from '@/lib/shared/fields'
import { servingState, ticketCode, ticketDto } from './contract'
import * as endpoints from './endpoints'

/** The line and the rooms as staff see them. */

/** Who called or serves. */
const colleague = z
  .object({
    name: text('The display name.', 'Nora'),
    isYou: z.boolean().meta({ description: 'Whether that is the caller.', examples: [false] }),
  })
  .meta({ id: 'Colleague', description: 'A staff member as colleagues see them.' })
  .nullable()

/** A ticket in the staff's line: adds what only staff may see. */
export const lineTicketDto = ticketDto
  .extend({
    holderName: text('The name, if staff registered the visitor with one.', 'سارة').nullable(),
    priority: z.enum(['emergency', 'normal']).meta({
      description: '`emergency` is called before everybody else.',
      examples: ['normal'],
    }),
    waitingSince: time('Since when it waits; a transfer keeps it.'),
    servicePoint: pointSlug.nullable().describe('The service point that called or serves it.'),
    servedBy: colleague.describe('Who called or serves it.'),
    busyAt: z
      .object({
        service: serviceSlug,
        servicePoint: pointSlug.nullable().describe('The service point.'),
      })
      .nullable()
      .describe('Where its holder is called or served with another ticket: passed over until then, keeping the place.'),
  })
  .meta({ id: 'LineTicket', description: "A ticket in the staff's line, with what only staff may see." })
export type LineTicketDto = z.infer<typeof lineTicketDto>

export const getLine = contract({
  endpoint: endpoints.getLine,
  summary: 'Read the line of a queue',
  description: 'The line as staff see it, with names.',
  returns: 'Called and in service first, then in order of call (the first 300), then on hold and missed.',
  access: 'queue.read',
  params: z.strictObject({ service: serviceSlug }),
  query: branchQuery,
  body: noBody,
  answer: z.object({
    service: serviceSlug,
    version: integer('The `version` of the queue at the time of reading.', 170),
    tickets: z.array(lineTicketDto).describe('The tickets.'),
  }),
  errors: ['unknown_service', 'unknown_branch'],
})

/** Service points where a visitor is called or in service now. */
export const occupiedPointDto = z
  .object({
    servicePoint: pointSlug,
    code: ticketCode,
    state: servingState,
    since: time('Since when.'),
    by: colleague.describe('The member of staff.'),
  })
  .meta({ id: 'OccupiedPoint', description: 'A service point where a visitor is called or in service.' })
export type OccupiedPointDto = z.infer<typeof occupiedPointDto>

export const listOccupied = contract({
  endpoint: endpoints.listOccupied,
  summary: 'List the occupied service points',
  description: 'Where in a branch a visitor is called or in service, and with whom.',
  returns: 'The occupied service points.',
  access: 'queue.read',
  params: none,
  query: branchQuery,
  body: noBody,
  answer: z.object({ points: z.array(occupiedPointDto).describe('The service points.') }),
  errors: ['unknown_branch'],
})

/** A visitor who was at a service point a short while ago. */
export const recentTicketDto = lineTicketDto
  .pick({ code: true, service: true, state: true, startedAt: true, endedAt: true, holderName: true })
  .extend({ changedAt: time('When it changed last.') })
  .meta({
    id: 'RecentTicket',
    description: 'A ticket that left a service point.',
  })
export type RecentTicketDto = z.infer<typeof recentTicketDto>

export const listRecent = contract({
  endpoint: endpoints.listRecent,
  summary: 'List the last visitors of a service point',
  description: 'Who was called to a service point and left it within the hour, with names.',
  returns: 'The newest 20, newest first.',
  access: 'queue.read',
  params: z.strictObject({ servicePoint: pointSlug }),
  query: branchQuery,
  body: noBody,
  answer: z.object({ tickets: z.array(recentTicketDto).describe('The tickets.') }),
  errors: ['unknown_branch', 'unknown_service_point'],
})
