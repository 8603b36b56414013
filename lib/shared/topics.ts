import type { Permission } from './permissions'

/** What a reader of a topic needs: nothing; to hold that very thing, or the permission; or the permission. */
export type TopicAccess = 'public' | { holderOr: Permission } | Permission

/** Every kind of topic that a stream can carry, and what each needs in the branch that it belongs to. */
export const topicAccess = {
  /** The state of a queue, without names. */
  queue: 'public',
  /** Something in the line of a clinic changed. */
  line: 'queue.read',
  /** One ticket changed. */
  ticket: { holderOr: 'queue.read' },
} as const satisfies Record<string, TopicAccess>

/** The name of a topic. There is none of a kind that does not say what it needs. */
export type Topic = `${keyof typeof topicAccess}:${string}`
