import type { z } from 'zod'
import type { Endpoint } from './endpoint'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

/**
 * Who may call: everyone; everyone, as the visitor of this browser or secret link; a paired screen or tablet; signed-in
 * staff, for their own account; or holders of a permission.
 */
export type Access = 'public' | 'visitor' | 'paired_device' | 'signed_in' | Permission

/** One endpoint, said once: types, validation, documentation, rights and client call all come from here. */
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
  /** Status of success; 200 unless said. */
  status?: number
  /** A read that only a person at the screen makes: it keeps the session from ending as idle, as every command does. */
  showsPresence?: boolean
  /**
   * The answer carries an `ETag` and may be kept by the client, who asks with `If-None-Match` whether it is still true.
   * Only for answers that are the same for everybody.
   */
  revalidates?: boolean
  /** The errors of this endpoint beside the ones that any can give. */
  errors: readonly ErrorCode[]
}

/** Declares a contract and keeps its types. */
export function contract<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  it: Contract<P, Q, B, A>,
): Contract<P, Q, B, A> {
  return it
}
