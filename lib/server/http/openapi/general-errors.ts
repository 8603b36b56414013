import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import type { ErrorCode } from '@/lib/shared/errors'
import { isMetered } from '../count'

/** The errors that an endpoint may return because of its method and access. */
export function generalErrors(it: Contract): ErrorCode[] {
  const isRead = it.endpoint.method === 'GET'
  return [
    ...(it.anyHost ? [] : (['foreign_host'] as const)),
    'invalid_input',
    'unavailable',
    // An invalid Bearer token is refused even where no sign-in is needed.
    ...(isMetered(it) ? (['too_many_requests', 'not_signed_in'] as const) : []),
    ...(isRead ? [] : (['invalid_json', 'foreign_origin', 'body_too_large', 'wrong_content_type'] as const)),
    ...(isRead ? [] : (['idempotency_key_reused', 'idempotency_key_of_another', 'conflict'] as const)),
    ...(it.access === 'public' || it.access === 'visitor' ? [] : (['not_allowed'] as const)),
    ...(['public', 'paired_device', 'signed_in'].includes(it.access) ? [] : (['password_change_required'] as const)),
  ]
}
