'use client'

import { useMemo, useRef, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { Endpoint } from '@/lib/shared/endpoint'
import type { CalledTicketDto, LineTicketDto, TicketDto } from '../../contract'
import * as endpoints from '../../endpoints'
import type { Command, Commands, FinishedCommand, TicketCommand } from './commands'
import { type Attempted, explain } from './explain'
import { afterUndo, type ConsoleChange, lastChange, remember } from './history'
import { currentAt, ticketsOf } from './line-view'
import type { ConsoleStore } from './store'
import type { Reports } from './use-reports'
import { isUnanswered, keyOfWalkIn, type WalkInKey } from './walk-in-key'

type Place = { branch: string; point: string | null; service: string }

const ticketEndpoints: Record<TicketCommand, Endpoint> = {
  recall: endpoints.recall,
  start: endpoints.start,
  finish: endpoints.finish,
  noAnswer: endpoints.noAnswer,
  hold: endpoints.hold,
  resume: endpoints.resume,
  transfer: endpoints.transfer,
  cancel: endpoints.cancel,
}

/** Delay of the spinner in milliseconds; the server usually answers sooner, and a spinner would flicker. */
const worthShowing = 250

/**
 * The commands of one console, one at a time: a second press while one is pending is dropped, because the person
 * has not seen the result of the first.
 */
export function useConsoleCommands(store: ConsoleStore, place: Place, reports: Reports): Commands {
  const [pending, setPending] = useState<Commands['pending']>(null)
  const busy = useRef(false)
  const history = useRef<readonly ConsoleChange[]>([])
  const unanswered = useRef<WalkInKey | null>(null)

  return useMemo(() => {
    const here = () => currentAt(Object.values(store.getState().lines), place.point)

    async function perform(
      command: Command,
      attempted: Attempted,
      services: readonly string[],
      send: () => Promise<FinishedCommand>,
    ): Promise<TicketDto | null> {
      if (busy.current) return null
      busy.current = true
      const timer = setTimeout(() => setPending({ command, ticket: attempted.ticket?.id ?? null }), worthShowing)
      const refresh = async () => void (await Promise.all(services.map((service) => store.refresh(service))))
      try {
        const done = await send()
        reports.done(done, undo)
        await refresh()
        return done.ticket
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        await refresh()
        reports.refused(command, explain(error, attempted, Object.values(store.getState().lines), here()), error)
        return null
      } finally {
        clearTimeout(timer)
        busy.current = false
        setPending(null)
      }
    }

    function note(ticket: TicketDto, services: readonly string[]): ConsoleChange {
      return { ticket: ticket.id, code: ticket.code, services, version: ticket.version, at: Date.now() }
    }

    function callNext(): void {
      const { point, service, branch } = place
      if (point === null) return
      const previous = here()
      const sawWaiting = ticketsOf(store.getState().lines[service], 'waiting').length > 0
      const services = [...new Set([service, previous?.service.slug ?? service])]
      void perform('callNext', { command: 'callNext', ticket: null, sawWaiting }, services, async () => {
        const ticket = await request<CalledTicketDto>(endpoints.callNext, {
          params: { service },
          body: { servicePoint: point, branch },
        })
        const ended = previous?.state === 'in_service' && previous.id !== ticket.id ? previous : null
        const finish = ended ? [{ ...note(ended, [ended.service.slug]), version: ended.version + 1 }] : []
        history.current = remember(history.current, ...finish, note(ticket, [service]))
        return { command: 'callNext', ticket, previous: ended, passedOver: ticket.passedOver }
      })
    }

    function run(command: TicketCommand, ticket: LineTicketDto, more?: { service: string }): void {
      const services = [ticket.service.slug]
      const attempted: Attempted = { command: 'ticket', ticket, sawWaiting: true }
      void perform(command, attempted, services, async () => {
        const where = command === 'recall' && place.point !== null ? { servicePoint: place.point } : {}
        const answer = await request<TicketDto>(ticketEndpoints[command], {
          params: { id: ticket.id },
          body: { version: ticket.version, ...where, ...more },
        })
        history.current = remember(history.current, note(answer, [...new Set([...services, answer.service.slug])]))
        return { command, ticket: answer, previous: null }
      })
    }

    function addWalkIn(who: { holderName?: string; emergency: boolean }): Promise<TicketDto | null> {
      const { service, branch } = place
      return perform('walkIn', { command: 'walkIn', ticket: null, sawWaiting: true }, [service], async () => {
        const name = who.holderName === undefined ? {} : { holderName: who.holderName }
        const priority = who.emergency ? 'emergency' : 'normal'
        const body = { service, branch, priority, ...name }
        const kept = keyOfWalkIn(unanswered.current, JSON.stringify(body), Date.now())
        unanswered.current = kept
        try {
          const ticket = await request<TicketDto>(endpoints.joinQueue, { body, key: kept.key })
          unanswered.current = null
          return { command: 'walkIn', ticket, previous: null }
        } catch (error) {
          if (!isUnanswered(error)) unanswered.current = null
          throw error
        }
      })
    }

    function undo(): void {
      const change = lastChange(history.current, Date.now())
      if (!change) {
        const kind = history.current.length > 0 ? 'undoTooLate' : 'nothingToUndo'
        if (!busy.current) reports.refused('undo', { kind }, new ApiError('nothing_to_undo', 409))
        return
      }
      const attempted: Attempted = {
        command: 'undo',
        ticket: { id: change.ticket, code: change.code },
        sawWaiting: true,
      }
      void perform('undo', attempted, change.services, async () => {
        try {
          const ticket = await request<TicketDto>(endpoints.undo, {
            params: { id: change.ticket },
            body: { version: change.version },
          })
          history.current = afterUndo(history.current, change, ticket.version)
          return { command: 'undo', ticket, previous: null }
        } catch (error) {
          // A refusal is final; without an answer the command can be repeated.
          if (error instanceof ApiError && error.status >= 400 && error.status < 500)
            history.current = history.current.filter((one) => one !== change)
          throw error
        }
      })
    }

    return { pending, callNext, run, addWalkIn, undo }
  }, [store, place, reports, pending])
}
