import { noteFailure } from '@/lib/server/page-failure'

/** Called by Next with every error of a page. It answers 500 for all of them; our host answers 503 while the database is away. */
export function onRequestError(error: unknown): void {
  noteFailure(error)
}
