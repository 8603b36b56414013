import type { z } from 'zod'
import type { Endpoint } from './endpoint'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

/**
 * Who may call: everyone; everyone, as the visitor of this browser or secret link; a paired screen or tablet; signed-in
 * staff, for their own account; or holders of a permission.
 */
export type Access = 'public' | 'visitor' | 'paired_device' | 'signed_in' | Permission

/** A way to authenticate, as the description of the API names it; `none` makes the others optional. */
export type Credential = 'session' | 'visitor' | 'device' | 'program' | 'visit' | 'pairing' | 'metrics' | 'none'

/**
 * One endpoint, defined once: types, validation, documentation, permissions and the client call are derived from it.
 */
export type Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  endpoint: Endpoint
  /** What it does, in a few words: its title in the description of the API. */
  summary: string
  /** What its caller must know, in one or two sentences of Markdown. */
  description: string
  /** What its answer holds. */
  returns: string
  /** Fields of the answer's example that differ from those of its schema's. */
  example?: Partial<z.output<Answer>>
  access: Access
  /** What the endpoint itself accepts, where that does not follow from `access`; for the description of the API. */
  credentials?: readonly Credential[]
  params: Params
  query: Query
  body: Body
  answer: Answer
  /** Status of success; 200 by default. */
  status?: number
  /** What a 200 returns where `status` is another: nothing new was needed. */
  already?: string
  /** The media type of the answer, if it is not JSON. */
  contentType?: 'text/plain' | 'text/event-stream'
  /** The bodies of the events, of an event stream. */
  events?: readonly z.ZodType[]
  /** Headers of the answer besides those that all have. */
  sends?: readonly ('Set-Cookie' | 'X-Cursor')[]
  /** A read that only a person at the screen triggers: it counts as activity of the session, as every command does. */
  showsPresence?: boolean
  /**
   * The answer has an `ETag` and may be cached by the client, which revalidates it with `If-None-Match`. Only for
   * answers that are the same for everybody.
   */
  revalidates?: boolean
  /** Accepts any `Host`, because orchestrators use addresses that are not configured. The answer must reveal nothing else. */
  anyHost?: boolean
  /** The errors of this endpoint in addition to those that any endpoint can return. */
  errors: readonly ErrorCode[]
}

/** Declares a contract and keeps its types. */
export function contract<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  it: Contract<P, Q, B, A>,
): Contract<P, Q, B, A> {
  return it
}
