import 'server-only'
import { AppError, isAppError } from '@/lib/shared/errors'
import { isDiskFull } from '../db/database-down'
import { isUnavailable } from '../db/retry'
import { log } from '../log'
import { metrics } from '../metrics'
import { problemReply } from './problem'
import type { Reply } from './reply'

function noteUnavailable(error: unknown): void {
  const diskFull = isDiskFull(error)
  metrics().databaseUnavailable.inc({ reason: diskFull ? 'disk_full' : 'away' })
  if (diskFull) log().error('the disk of the database is full: nothing can be written')
  else log().warn({ reason: (error as Error).message }, 'the database is unreachable or overloaded')
}

/**
 * The reply to an error: an `AppError` with its code, an unavailable database as 503, anything else as 500 with a log
 * entry.
 */
export function failure(error: unknown, requestId: string): Reply {
  if (isAppError(error)) return problemReply(error, requestId)
  if (isUnavailable(error)) {
    noteUnavailable(error)
    return problemReply(new AppError('unavailable', { retryAfterSeconds: 1 }), requestId)
  }
  log().error({ err: error }, 'unexpected error')
  return problemReply(new AppError('internal'), requestId)
}
