import { ApiError, request } from '@/lib/client/api-client'
import { readStored } from '@/lib/client/local-store'
import type { VisitDto } from '@/lib/features/journeys/contract'
import { takeVisit } from '@/lib/features/journeys/endpoints'
import type { Endpoint } from '@/lib/shared/endpoint'
import type { CalledTicketDto } from '../../command-contract'
import type { TicketDto } from '../../contract'
import * as endpoints from '../../endpoints'
import type { LineTicketDto } from '../../line-contract'
import type { Command, Commands, EndAnothers, FinishedCommand, Outcome, Question, TicketCommand } from './commands'
import { type Attempted, explain, questionOf } from './explain'
import { afterUndo, type ConsoleChange, readHistory, remember, without } from './history'
import { currentAt, ticketsOf } from './line-view'
import { rememberText } from './preferences'
import type { ConsoleStore } from './store'
import type { Reports } from './use-reports'
import { isUnanswered, keyOfWalkIn, type WalkInKey } from './walk-in-key'

export type Place = { branch: string; point: string | null; service: string }

/** What a console remembers of its commands. */
export type CommandMemory = { history: readonly ConsoleChange[]; unanswered: WalkInKey | null }

/** A memory whose history this browser keeps under `key`. */
export function createMemory(key: string): CommandMemory {
  return {
    get history() {
      return readHistory(readStored(key))
    },
    set history(changes) {
      rememberText(key, JSON.stringify(changes))
    },
    unanswered: null,
  }
}

type Means = {
  store: ConsoleStore
  place: Place
  reports: Reports
  memory: CommandMemory
  setPending(pending: Commands['pending']): void
  /** Drops the waiting press, if there is one. */
  dropKept(): boolean
  undo(): void
  /** Asks before a command ends a service started by a colleague; `again` sends it again. */
  ask(question: Omit<Question, 'confirm'>, again: () => Promise<Outcome>): void
}

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

/** Sends the commands of one console; each resolves once its result is shown and reported. */
export function createSender({ store, place, reports, memory, setPending, dropKept, undo, ask }: Means) {
  const lines = () => Object.values(store.getState().lines)
  const here = () => currentAt(lines(), place.point)

  async function carryOut(
    command: Command,
    attempted: Attempted,
    services: readonly string[],
    send: (more: EndAnothers) => Promise<FinishedCommand>,
    more: EndAnothers = {},
  ): Promise<Outcome> {
    const timer = setTimeout(() => setPending({ command, ticket: attempted.ticket?.id ?? null }), worthShowing)
    const refresh = async () => void (await Promise.all(services.map((service) => store.refresh(service))))
    try {
      const done = await send(more)
      reports.done(done, undo)
      await refresh()
      return { ticket: done.ticket }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      await refresh()
      // The waiting press assumed that this command would succeed, so it could do harm now.
      const alsoDropped = dropKept()
      if (error.code === 'started_by_another') {
        const again = () => carryOut(command, attempted, services, send, { endAnothers: true })
        ask(questionOf(command, error.details, lines()), again)
        return { problem: error.code }
      }
      return { problem: reports.refused(command, explain(error, attempted, lines(), here()), error, alsoDropped) }
    } finally {
      clearTimeout(timer)
      setPending(null)
    }
  }

  function note(command: ConsoleChange['command'], ticket: TicketDto, services: readonly string[]): ConsoleChange {
    return { command, ticket: ticket.id, code: ticket.code, services, version: ticket.version, at: Date.now() }
  }

  async function callNext(point: string): Promise<Outcome> {
    const { service, branch } = place
    const previous = here()
    const sawWaiting = ticketsOf(store.getState().lines[service], 'waiting').length > 0
    const services = [...new Set([service, previous?.service.slug ?? service])]
    return carryOut('callNext', { command: 'callNext', ticket: null, sawWaiting }, services, async (more) => {
      const ticket = await request<CalledTicketDto>(endpoints.callNext, {
        params: { service },
        body: { servicePoint: point, branch, ...more },
      })
      const ended = previous?.state === 'in_service' && previous.id !== ticket.id ? previous : null
      const finish = ended ? [{ ...note('finish', ended, [ended.service.slug]), version: ended.version + 1 }] : []
      memory.history = remember(memory.history, ...finish, note('callNext', ticket, [service]))
      return { command: 'callNext', ticket, previous: ended, passedOver: ticket.passedOver }
    })
  }

  async function act(command: TicketCommand, ticket: LineTicketDto, to?: { service: string }): Promise<Outcome> {
    const services = [ticket.service.slug]
    return carryOut(command, { command: 'ticket', ticket, sawWaiting: true }, services, async (more) => {
      const where = command === 'recall' && place.point !== null ? { servicePoint: place.point } : {}
      const answer = await request<TicketDto>(ticketEndpoints[command], {
        params: { id: ticket.id },
        body: { version: ticket.version, ...where, ...to, ...more },
      })
      memory.history = remember(memory.history, note(command, answer, [...new Set([...services, answer.service.slug])]))
      return { command, ticket: answer, previous: null }
    })
  }

  async function addWalkIn(body: { service: string } | { pathway: string }): Promise<Outcome> {
    const attempted: Attempted = { command: 'walkIn', ticket: null, sawWaiting: true }
    return carryOut('walkIn', attempted, [place.service], async () => {
      const kept = keyOfWalkIn(memory.unanswered, JSON.stringify(body), Date.now())
      memory.unanswered = kept
      try {
        const ticket =
          'pathway' in body
            ? (await request<VisitDto>(takeVisit, { body, key: kept.key })).ticket
            : await request<TicketDto>(endpoints.joinQueue, { body, key: kept.key })
        memory.unanswered = null
        return { command: 'walkIn', ticket, previous: null }
      } catch (error) {
        if (!isUnanswered(error)) memory.unanswered = null
        throw error
      }
    })
  }

  async function undoChange(change: ConsoleChange): Promise<Outcome> {
    const ticket = { id: change.ticket, code: change.code }
    return carryOut('undo', { command: 'undo', ticket, sawWaiting: true }, change.services, async (more) => {
      try {
        const undone = await request<TicketDto>(endpoints.undo, {
          params: { id: change.ticket },
          body: { version: change.version, ...more },
        })
        memory.history = afterUndo(memory.history, change, undone.version)
        return { command: 'undo', ticket: undone, previous: null }
      } catch (error) {
        // A refusal is final; without an answer the command can be repeated.
        const isAsked = error instanceof ApiError && error.code === 'started_by_another'
        if (error instanceof ApiError && !isAsked && error.status >= 400 && error.status < 500)
          memory.history = without(memory.history, change)
        throw error
      }
    })
  }

  return { callNext, act, addWalkIn, undoChange }
}
