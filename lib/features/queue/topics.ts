import { z } from 'zod'
import { integer, serviceSlug } from '@/lib/shared/fields'
import type { TopicKind } from '@/lib/shared/topic-kind'
import { queueSnapshot, ticketDto } from './contract'

const megabyte = 1_024 * 1_024

/** The state of a queue, without names. */
export const queueKind = {
  name: 'queue',
  access: 'public',
  parameter: {
    name: 'service',
    alias: 'clinic',
    value: serviceSlug.describe('The queues of these services; may be repeated.'),
  },
  events: { queue_update: queueSnapshot },
  snapshot: 'queue_update',
  share: { events: 2_000, bytes: 6 * megabyte },
  errors: ['unknown_service'],
} as const satisfies TopicKind

/** A notice that the line of a queue changed; staff then read the line with their permissions. */
export const lineKind = {
  name: 'line',
  access: 'queue.read',
  parameter: {
    name: 'line',
    value: serviceSlug.describe('For staff: notices that the line of these services changed.'),
  },
  events: {
    line_update: z
      .object({ service: serviceSlug, version: integer('The `version` of the queue.', 170) })
      .meta({ id: 'LineUpdate', description: 'The body of the event `line_update`: the line changed, read it again.' }),
    line_people: z.object({ service: serviceSlug }).meta({
      id: 'LinePeople',
      description: 'The body of `line_people`: somebody in the line was called elsewhere, or is free again.',
    }),
  },
  share: { events: 2_000, bytes: megabyte / 2 },
  errors: ['unknown_service'],
} as const satisfies TopicKind

/** One ticket, for its holder and staff, without the holder's name and the visit's secret link. */
export const ticketKind = {
  name: 'ticket',
  access: { holderOr: 'queue.read' },
  parameter: { name: 'ticket', value: z.uuid().describe('For holder and staff: these tickets, by id.') },
  events: {
    ticket_update: ticketDto
      .extend({
        holderName: z.null().describe('Always null: names are not in events.'),
        link: z.literal('').describe('Always empty: the secret link is not in events.'),
      })
      .meta({ id: 'TicketUpdate', description: 'The body of the event `ticket_update`: the ticket as it is now.' }),
  },
  share: { events: 2_000, bytes: 1.5 * megabyte },
  errors: ['ticket_not_found'],
} as const satisfies TopicKind
