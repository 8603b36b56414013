import type { z } from 'zod'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

/** Who may follow a topic: anyone; the holder of the object or staff with the permission; staff with the permission. */
export type TopicAccess = 'public' | { holderOr: Permission } | Permission

/** How much of one kind a branch's replay ring keeps. Bytes are counted as sent. */
export type ReplayShare = { events: number; bytes: number }

/**
 * A kind of topic of the event stream, declared by the feature that owns it. A topic is one object of a kind in one
 * branch: one queue, one ticket.
 */
export type TopicKind = {
  /** The first part of its topics' names, `name:id`. */
  name: string
  access: TopicAccess
  /**
   * The query parameter for topics of this kind, described by its value's description; `alias` is an older name that is
   * still accepted.
   */
  parameter: { name: string; alias?: string; value: z.ZodType<string> }
  /** The body schema of each type of event. It holds ids, versions and public state, never user-written text. */
  events: Readonly<Record<string, z.ZodType>>
  /** The type of event that carries the whole public state of a topic, sent when a stream opens. */
  snapshot?: string
  share: ReplayShare
  /** The errors that naming a topic of this kind can cause. */
  errors: readonly ErrorCode[]
}

declare const madeOfAKind: unique symbol

/** The name of a topic. Only `topicOf` creates one, so every topic has a kind that declares who may follow it. */
export type Topic = string & { readonly [madeOfAKind]: true }

/** The topic with this `id`. */
export function topicOf(kind: TopicKind, id: string): Topic {
  return `${kind.name}:${id}` as Topic
}

/** The kind's name in the name of a topic. */
export function kindNameOf(topic: string): string {
  return topic.slice(0, topic.indexOf(':'))
}
