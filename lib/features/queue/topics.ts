import { z } from 'zod'
import { slug } from '@/lib/shared/fields'
import type { TopicKind } from '@/lib/shared/topic-kind'
import { queueSnapshot, ticketDto } from './contract'

const megabyte = 1_024 * 1_024

/** The state of a queue, without names. */
export const queueKind = {
  name: 'queue',
  access: 'public',
  parameter: { name: 'service', alias: 'clinic', value: slug },
  events: { queue_update: queueSnapshot },
  snapshot: 'queue_update',
  share: { events: 2_000, bytes: 6 * megabyte },
  errors: ['unknown_service'],
} as const satisfies TopicKind

/** A notice that the line of a queue changed; staff then read the line with their permissions. */
export const lineKind = {
  name: 'line',
  access: 'queue.read',
  parameter: { name: 'line', value: slug },
  events: {
    line_update: z.object({ service: slug, version: z.number().int() }),
    /** Somebody in the line was called elsewhere, or is free again; the queue itself has not changed. */
    line_people: z.object({ service: slug }),
  },
  share: { events: 2_000, bytes: megabyte / 2 },
  errors: ['unknown_service'],
} as const satisfies TopicKind

/** One ticket, for its holder and staff, without the holder's name and the visit's secret link. */
export const ticketKind = {
  name: 'ticket',
  access: { holderOr: 'queue.read' },
  parameter: { name: 'ticket', value: z.uuid() },
  events: { ticket_update: ticketDto.extend({ holderName: z.null(), link: z.literal('') }) },
  share: { events: 2_000, bytes: 1.5 * megabyte },
  errors: ['ticket_not_found'],
} as const satisfies TopicKind
