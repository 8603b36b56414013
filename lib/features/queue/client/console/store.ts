import { ApiError } from '@/lib/client/api-client'
import { forgetVersions, isNewer } from '@/lib/client/stream-rules'
import type { QueueSnapshot } from '../../contract'
import type { Line } from './line-view'

export type ConsoleState = {
  lines: Readonly<Record<string, Line>>
  snapshots: Readonly<Record<string, QueueSnapshot>>
  /** The last read of a line failed; a retry is pending. */
  failed: boolean
  /** The session ended, or lost its right to these lines. */
  signedOut: boolean
  /** How far the server's clock is ahead of this computer's, in milliseconds. */
  clockAhead: number
}

export type ConsoleStore = ReturnType<typeof createConsoleStore>

/** Collects a burst of events into one read, in milliseconds. */
const burst = 100
const firstRetry = 2_000
const longestRetry = 30_000

/**
 * The lines and queues of one console. Each line is read by one request at a time; a request during a read
 * causes one more read after it, so that a slow answer cannot overwrite a newer one.
 */
export function createConsoleStore(readLine: (service: string) => Promise<Line>, services: readonly string[]) {
  let state: ConsoleState = { lines: {}, snapshots: {}, failed: false, signedOut: false, clockAhead: 0 }
  let retries = 0
  let retry: ReturnType<typeof setTimeout> | null = null
  const listeners = new Set<() => void>()
  const flights = new Map<string, { now: Promise<void>; next: Promise<void> | null }>()
  const bursts = new Map<string, ReturnType<typeof setTimeout>>()

  function change(part: Partial<ConsoleState>): void {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }

  /** Resolves when a read that began after this call is shown; at once for a line not kept here. Never rejects. */
  function refresh(service: string): Promise<void> {
    if (!services.includes(service)) return Promise.resolve()
    const flight = flights.get(service)
    if (!flight) return fly(service)
    flight.next ??= flight.now.then(() => fly(service))
    return flight.next
  }

  function fly(service: string): Promise<void> {
    const flight: { now: Promise<void>; next: Promise<void> | null } = { now: Promise.resolve(), next: null }
    flights.set(service, flight)
    flight.now = read(service).finally(() => {
      if (flight.next === null) flights.delete(service)
    })
    return flight.now
  }

  async function read(service: string): Promise<void> {
    clearTimeout(bursts.get(service))
    bursts.delete(service)
    try {
      const line = await readLine(service)
      retries = 0
      change({ lines: { ...state.lines, [service]: line }, failed: false })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status === 401 || error.status === 403) change({ signedOut: true })
      else {
        change({ failed: true })
        retryLater()
      }
    }
  }

  function retryLater(): void {
    retry ??= setTimeout(
      () => {
        retry = null
        void refreshAll()
      },
      Math.min(longestRetry, firstRetry * 2 ** retries++),
    )
  }

  async function refreshAll(): Promise<void> {
    await Promise.all(services.map(refresh))
  }

  /** Reads the state without the stream; resolves to whether all of it was read. */
  async function poll(readSnapshot: (service: string) => Promise<QueueSnapshot>): Promise<boolean> {
    const snapshots = Promise.all(services.map(readSnapshot)).then(
      (all) => all.map(takeSnapshot),
      () => null,
    )
    const [taken] = await Promise.all([snapshots, refreshAll()])
    return taken !== null && !state.failed
  }

  function soon(service: string): void {
    if (!services.includes(service) || bursts.has(service)) return
    bursts.set(
      service,
      setTimeout(() => void refresh(service), burst),
    )
  }

  function takeSnapshot(snapshot: QueueSnapshot): void {
    const known = state.snapshots[snapshot.service]
    if (!isNewer(snapshot, known)) return
    // Versions restart with the business day, so the state of the old day is dropped.
    if (known && known.businessDate !== snapshot.businessDate) soon(snapshot.service)
    change({ snapshots: { ...state.snapshots, [snapshot.service]: snapshot } })
  }

  /** Applies an event of the stream. */
  function apply(type: string, data: unknown): void {
    if (type === 'queue_update') takeSnapshot(data as QueueSnapshot)
    else if (type === 'reset') {
      change({ snapshots: forgetVersions(state.snapshots) })
      void refreshAll()
    } else if (type === 'refused') void refreshAll()
    else if (type === 'line_update') {
      const { service, version } = data as { service: string; version: number }
      if (version !== state.lines[service]?.version) soon(service)
    } else if (type === 'line_people') soon((data as { service: string }).service)
    else if (type === 'heartbeat') {
      const ahead = Date.parse((data as { at: string }).at) - Date.now()
      if (Math.abs(ahead - state.clockAhead) > 1_000) change({ clockAhead: ahead })
    }
  }

  return {
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    refresh,
    refreshAll,
    poll,
    apply,
    /** Stops all timers. */
    close() {
      if (retry !== null) clearTimeout(retry)
      for (const timer of bursts.values()) clearTimeout(timer)
      bursts.clear()
    },
  }
}
