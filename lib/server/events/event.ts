import type { z } from 'zod'
import { type Topic, type TopicKind, topicOf } from '@/lib/shared/topic-kind'

/** Something that happened, before it has a number. Made by `eventOf`. */
export type NewEvent = { topic: Topic; type: string; body: unknown }

/** An event in its place. `json` is the body as it goes over the wire. */
export type LoggedEvent = { seq: number; topic: string; type: string; json: string }

/** The events of one committed transaction; their numbers follow each other. */
export type EventBatch = { branchId: string; epoch: string; events: LoggedEvent[] }

/**
 * An event on the topic of the thing `id`. The body is cut down to the schema that the kind declares for this type: what the
 * schema does not name never reaches the event log. Throws when a field is missing or of another form.
 */
export function eventOf<K extends TopicKind, T extends keyof K['events'] & string>(
  kind: K,
  id: string,
  type: T,
  body: z.input<K['events'][T] & z.ZodType>,
): NewEvent {
  return { topic: topicOf(kind, id), type, body: kind.events[type]?.parse(body) }
}
