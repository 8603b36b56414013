import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import pino, { type Logger } from 'pino'
import { config } from './config/config'
import { singleton } from './singleton'

/** The fields of the current request, added to each of its log lines. */
export type RequestContext = { requestId: string; route?: string; actor?: string }

const contexts = (): AsyncLocalStorage<RequestContext> => singleton('request-context', () => new AsyncLocalStorage())

/** Runs `work` in the context of a request. */
export function inRequest<T>(context: RequestContext, work: () => T): T {
  return contexts().run(context, work)
}

/** The current request; undefined outside one. */
export function requestHere(): RequestContext | undefined {
  return contexts().getStore()
}

/** The id of the current request; empty outside one. */
export function requestIdHere(): string {
  return contexts().getStore()?.requestId ?? ''
}

/** The log: one JSON line per event on standard output. Never pass it personal data, secrets or whole requests. */
export function log(): Logger {
  return singleton('log', () =>
    pino({
      level: config().logLevel,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ ...contexts().getStore() }),
      redact: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token'],
    }),
  )
}
