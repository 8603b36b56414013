import type { z } from 'zod'
import { type Topic, type TopicKind, topicOf } from '@/lib/shared/topic-kind'

/** An event that has no number yet. Created by `eventOf`. */
export type NewEvent = { topic: Topic; type: string; body: unknown }

/** A numbered event. `json` is the body as it is sent. */
export type LoggedEvent = { seq: number; topic: string; type: string; json: string }

/** The events of one committed transaction; their numbers are consecutive. */
export type EventBatch = { branchId: string; epoch: string; events: LoggedEvent[] }

/**
 * An event on the topic with this `id`. The body is reduced to the schema that the kind declares for this type, so
 * other fields never reach the event log. Throws when a field is missing or invalid.
 */
export function eventOf<K extends TopicKind, T extends keyof K['events'] & string>(
  kind: K,
  id: string,
  type: T,
  body: z.input<K['events'][T] & z.ZodType>,
): NewEvent {
  return { topic: topicOf(kind, id), type, body: kind.events[type]?.parse(body) }
}
