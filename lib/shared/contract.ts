import type { z } from 'zod'
import type { Endpoint } from './endpoint'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

/**
 * Who may call: everyone; everyone, as the visitor of this browser or secret link; a paired screen or tablet; signed-in
 * staff, for their own account; or holders of a permission.
 */
export type Access = 'public' | 'visitor' | 'paired_device' | 'signed_in' | Permission

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
  summary: string
  access: Access
  params: Params
  query: Query
  body: Body
  answer: Answer
  /** Status of success; 200 by default. */
  status?: number
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
