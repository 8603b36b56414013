'use client'
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { request } from '@/lib/client/api-client'
import { saveLastKnown } from '@/lib/client/last-known'
import { forgetVersions, isNewer } from '@/lib/client/stream-rules'
import { type PolledLiveness, usePolling } from '@/lib/client/use-polling'
import { useStream } from '@/lib/client/use-stream'
import type { BranchPlace } from '@/lib/features/branches/contract'
import type { QueueSnapshot, TicketDto } from '../../contract'
import type { OpenedVisit } from '../../opened-visit'
import { listMyTickets } from '../../visitor-endpoints'
import { readQueue } from '../read-queue'
import { phonePollsEvery } from './phone-polls-every'
import { byUrgency, isOver, isUrgent, mergeTicket, readSnapshot } from './visit-view'

/** The stored part of a visit, for opening it offline. */
export type KeptVisit = { tickets: TicketDto[]; snapshots: QueueSnapshot[]; branch: Omit<BranchPlace, 'slug'> }

type VisitState = { tickets: Record<string, TicketDto>; queues: Record<string, QueueSnapshot>; at: string }
type News =
  | { kind: 'queue'; queue: QueueSnapshot }
  | { kind: 'tickets'; tickets: readonly TicketDto[] }
  | { kind: 'confirmed' }
  | { kind: 'reset' }

function read(state: VisitState, news: News & { at: string }): VisitState {
  const next = { ...state, at: news.at }
  if (news.kind === 'tickets') {
    const tickets = { ...state.tickets }
    for (const ticket of news.tickets) {
      tickets[ticket.id] = mergeTicket(tickets[ticket.id], ticket, state.queues[ticket.service.slug])
    }
    return { ...next, tickets }
  }
  if (news.kind === 'reset') {
    return { ...next, queues: forgetVersions(state.queues), tickets: forgetVersions(state.tickets) }
  }
  if (news.kind === 'confirmed' || !isNewer(news.queue, state.queues[news.queue.service])) return next
  const tickets = Object.values(state.tickets).map((ticket) => readSnapshot(ticket, news.queue) ?? ticket)
  const queues = { ...state.queues, [news.queue.service]: news.queue }
  return { ...next, queues, tickets: Object.fromEntries(tickets.map((ticket) => [ticket.id, ticket])) }
}

type Input = OpenedVisit & { token: string }

export type Visit = {
  /** Most relevant first. */
  tickets: TicketDto[]
  queues: Record<string, QueueSnapshot>
  /** When the server last confirmed the shown state. */
  at: string
  liveness: PolledLiveness
  accept(ticket: TicketDto): void
}

/** Interval, in milliseconds, of refreshing a ticket that the public events do not cover. */
const askEvery = 10_000
const askAtMostEvery = 1_000
/** Random delay, in milliseconds, so that phones with the same call do not all request at once. */
const jitter = 300

/** A visit that keeps itself current: by public events first, by requests where those are not enough. */
export function useVisit({ token, branch, cursor, held, ...initial }: Input): Visit {
  const [state, dispatch] = useReducer(read, null, () => ({
    tickets: Object.fromEntries(initial.tickets.map((ticket) => [ticket.id, ticket])),
    queues: Object.fromEntries(initial.snapshots.map((queue) => [queue.service, queue])),
    at: initial.at,
  }))
  const tell = useCallback((news: News) => dispatch({ ...news, at: new Date().toISOString() }), [])
  const readTickets = useCallback(async () => {
    const { tickets } = await request<{ tickets: TicketDto[] }>(listMyTickets, { visitToken: token, as: 'visitor' })
    tell({ kind: 'tickets', tickets })
  }, [token, tell])
  const ask = useAsking(readTickets)
  const tickets = useMemo(() => byUrgency(Object.values(state.tickets)), [state.tickets])
  // All queues, and always the first ticket: topics that change with every call would reconnect at every call.
  const services = [...new Set(tickets.map(({ service }) => service.slug))].sort()
  const own = tickets.filter((ticket) => !isOver(ticket)).sort((a, b) => a.createdAt.localeCompare(b.createdAt))[0]
  const topics =
    services.length === 0
      ? null
      : { branch: branch.slug, services, since: cursor, ...(held && own && { ticket: own.id }) }
  const streamed = useStream(topics, (type, data) => {
    if (type === 'queue_update') {
      const queue = data as QueueSnapshot
      if (tickets.some((ticket) => readSnapshot(ticket, queue) === null)) ask(isUrgent(tickets, queue))
      tell({ kind: 'queue', queue })
    } else if (type === 'ticket_update') tell({ kind: 'tickets', tickets: [data as TicketDto] })
    else if (type === 'reset') {
      tell({ kind: 'reset' })
      ask(true)
    } else if (type === 'heartbeat') tell({ kind: 'confirmed' })
  })
  const poll = async () => {
    try {
      for (const service of services) tell({ kind: 'queue', queue: await readQueue(branch.slug, service) })
      await readTickets()
      return true
    } catch {
      return false
    }
  }
  const liveness = usePolling(streamed, poll, phonePollsEvery)
  useCatchUp(ask)
  useKeeping(state, tickets, branch)

  const accept = useCallback((ticket: TicketDto) => tell({ kind: 'tickets', tickets: [ticket] }), [tell])
  return { tickets, queues: state.queues, at: state.at, liveness, accept }
}

function useAsking(read: () => Promise<void>): (now: boolean) => void {
  const asked = useRef({ at: 0, timer: null as ReturnType<typeof setTimeout> | null })
  useEffect(() => {
    const { current } = asked
    return () => {
      if (current.timer !== null) clearTimeout(current.timer)
      current.timer = null
    }
  }, [])
  return useCallback(
    (now: boolean) => {
      const { current } = asked
      if (current.timer !== null || (!now && Date.now() - current.at < askEvery)) return
      current.timer = setTimeout(
        () => {
          current.timer = null
          current.at = Date.now()
          // When it fails, the page shows "offline since"; the next event, wake-up or poll retries.
          read().catch(() => undefined)
        },
        Math.max(0, current.at + askAtMostEvery - Date.now()) + Math.random() * jitter,
      )
    },
    [read],
  )
}

/** Refreshes when the page becomes visible or the network returns. */
function useCatchUp(ask: (now: boolean) => void): void {
  useEffect(() => {
    const woken = () => {
      if (document.visibilityState === 'visible') ask(true)
    }
    document.addEventListener('visibilitychange', woken)
    window.addEventListener('online', woken)
    return () => {
      document.removeEventListener('visibilitychange', woken)
      window.removeEventListener('online', woken)
    }
  }, [ask])
}

function useKeeping(state: VisitState, tickets: TicketDto[], branch: BranchPlace): void {
  useEffect(() => {
    const { name, timeZone, digits } = branch
    const kept: KeptVisit = { tickets, snapshots: Object.values(state.queues), branch: { name, timeZone, digits } }
    void saveLastKnown<KeptVisit>({ ...kept, at: state.at })
  }, [state, tickets, branch])
}
