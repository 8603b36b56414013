import 'server-only'
import { metrics } from '@/lib/server/metrics'
import { isAppError } from '@/lib/shared/errors'

/** Counts a try to sign in by its outcome, for the metrics; returns what the try returns. */
export async function countSignIn<T>(attempt: Promise<T>): Promise<T> {
  const { signIns } = metrics()
  try {
    const session = await attempt
    signIns.inc({ outcome: 'done' })
    return session
  } catch (error) {
    signIns.inc({ outcome: isAppError(error) ? error.code : 'failed' })
    throw error
  }
}
