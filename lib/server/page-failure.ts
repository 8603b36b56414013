import { AsyncLocalStorage } from 'node:async_hooks'
import { isAppError } from '@/lib/shared/errors'
import { isUnavailable } from './db/retry'
import { singleton } from './singleton'

/** What the host learns about a page that Next renders for it. */
export type Rendering = { isUnavailable: boolean }

const renderings = (): AsyncLocalStorage<Rendering> => singleton('renderings', () => new AsyncLocalStorage())

/** Runs `work`, which renders a page; `rendering` records whether the page failed only because something is unavailable. */
export function recording<T>(rendering: Rendering, work: () => T): T {
  return renderings().run(rendering, work)
}

/** Records that the current page failed with an error. */
export function noteFailure(error: unknown): void {
  const rendering = renderings().getStore()
  if (!rendering) return
  if (isUnavailable(error) || (isAppError(error) && error.code === 'unavailable')) rendering.isUnavailable = true
}
