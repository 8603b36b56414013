import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { localTime } from '@/lib/shared/time'

/** Names as the database of time zones writes them: no offsets, which old browsers do not know. */
const named = /^(?:UTC|[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)+)$/

/** Throws `invalid_input` for the field at `path` unless its value is a known IANA time zone. */
export function assertTimeZone(timeZone: string, path: string): void {
  try {
    if (!named.test(timeZone)) throw new RangeError(timeZone)
    localTime(new Date(0), timeZone)
  } catch {
    throw new AppError('invalid_input', {}, [{ path, reason: 'unknown_time_zone' }])
  }
}
