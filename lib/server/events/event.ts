import type { Topic } from '@/lib/shared/topics'

/** Something that happened, before it has a number. `body` is the DTO for the topic's audience. */
export type NewEvent = { topic: Topic; type: string; body: unknown }

/** An event in its place. `json` is the body as it goes over the wire. */
export type LoggedEvent = { seq: number; topic: string; type: string; json: string }

/** The events of one committed transaction; their numbers follow each other. */
export type EventBatch = { branchId: string; epoch: string; events: LoggedEvent[] }

/** The type whose newest event a topic keeps: each carries the whole public state of its topic. */
export const snapshotType = 'queue_update'
