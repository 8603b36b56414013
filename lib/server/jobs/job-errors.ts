import 'server-only'
import { isAppError } from '@/lib/shared/errors'

/** A permanent failure: retrying cannot help. `message` is shown to administrators: never personal data. */
export class FailedForGood extends Error {
  override readonly name = 'FailedForGood'
}

/** May succeed when retried. `message` is shown to administrators: never personal data. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain'
}

/** The handler exceeded its time limit. */
export class TimeLimitReached extends Error {
  override readonly name = 'TimeLimitReached'
}

/** The abort reason of a handler's signal when the server stops: the job is released, which is not a failure. */
export class ServerStopped extends Error {
  override readonly name = 'ServerStopped'
}

/** The stored form of a failure: the kind of error, and its message only if known to contain no personal data. */
export type FailureNote = { kind: string; message: string | null }

const ours = (error: unknown): error is Error =>
  error instanceof FailedForGood || error instanceof TryAgain || error instanceof TimeLimitReached

/**
 * The stored form of an error. Messages of a database or a library may contain the offending values, so only codes are
 * kept.
 */
export function noteOf(error: unknown): FailureNote {
  if (isAppError(error)) return { kind: 'AppError', message: error.code }
  if (ours(error)) return { kind: error.name, message: error.message }
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown }
  return {
    kind: typeof name === 'string' ? name : 'Error',
    message: typeof code === 'string' ? code : null,
  }
}

/** Where an error came from, without its message. */
export function placesOf(error: unknown): string[] {
  const { stack } = (error ?? {}) as { stack?: unknown }
  const lines = typeof stack === 'string' ? stack.split('\n') : []
  return lines.flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : [])).slice(0, 8)
}
