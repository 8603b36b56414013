/** Every error that can be returned, and its HTTP status. The client translates the code. */
export const errorStatus = {
  invalid_json: 400,
  invalid_input: 400,
  foreign_host: 400,
  invalid_cursor: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  second_factor_required: 401,
  wrong_code: 401,
  pin_locked: 401,
  foreign_origin: 403,
  not_allowed: 403,
  password_change_required: 403,
  idempotency_key_of_another: 403,
  not_found: 404,
  unknown_service: 404,
  unknown_service_point: 404,
  unknown_branch: 404,
  unknown_pathway: 404,
  unknown_class: 404,
  ticket_not_found: 404,
  setup_link_invalid: 404,
  account_not_found: 404,
  session_not_found: 404,
  device_not_found: 404,
  pairing_not_found: 404,
  token_not_found: 404,
  person_not_found: 404,
  confirmation_not_found: 404,
  job_not_found: 404,
  step_not_found: 404,
  visit_not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale_version: 409,
  wrong_state: 409,
  queue_empty: 409,
  all_busy_elsewhere: 409,
  busy_elsewhere: 409,
  started_by_another: 409,
  service_closed: 409,
  service_full: 409,
  join_way_closed: 409,
  switched_off: 409,
  service_point_busy: 409,
  service_point_not_serving: 409,
  already_in_line: 409,
  nothing_to_undo: 409,
  already_called: 409,
  step_blocked: 409,
  step_too_early: 409,
  step_ended: 409,
  step_still_open: 409,
  step_exists: 409,
  step_required: 409,
  username_taken: 409,
  slug_taken: 409,
  prefix_taken: 409,
  business_day_would_change: 409,
  service_point_closed: 409,
  last_owner: 409,
  second_factor_not_begun: 409,
  second_factor_already_on: 409,
  person_exists: 409,
  weak_password: 422,
  pathway_circle: 422,
  pathway_order: 422,
  unknown_prerequisite: 422,
  step_twice: 422,
  reason_required: 422,
  body_too_large: 413,
  wrong_content_type: 415,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  message_not_sent: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/** Data that a person needs besides the code: plain data, never prose. */
export type ErrorDetails = Record<string, unknown>

/** One rejected field: JSON path and a stable reason. */
export type FieldError = { path: string; reason: string }

const brand = Symbol.for('dawr.app-error')

/**
 * The only error that use cases throw. Next bundles modules separately, so recognise it with `isAppError`, not
 * `instanceof`.
 */
export class AppError extends Error {
  readonly [brand] = true
  readonly status: number
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(code)
    this.name = 'AppError'
    this.status = errorStatus[code]
  }
}

/** True for an `AppError` of any bundle. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && brand in error
}

/** The serialised form of an error: RFC 9457. */
export type Problem = {
  type: string
  title: string
  status: number
  code: ErrorCode
  requestId: string
  details?: ErrorDetails
  fields?: readonly FieldError[]
}
