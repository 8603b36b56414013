import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { localTime } from '@/lib/shared/time'

/** Throws `invalid_input` for the field at `path` unless its value is a known IANA time zone. */
export function assertTimeZone(timeZone: string, path: string): void {
  try {
    localTime(new Date(0), timeZone)
  } catch {
    throw new AppError('invalid_input', {}, [{ path, reason: 'unknown_time_zone' }])
  }
}
