import type { TicketDto } from '@/lib/features/queue/contract'
import { Browser, type Sent, type Traffic } from './browser'
import type { FeedCounts } from './event-feed'
import type { Hall } from './hall'
import type { DemoOptions } from './options'
import type { Random } from './random'
import type { Screens } from './screens'
import type { SimClock } from './sim-clock'

/** A ticket that the demonstration took, with the browser of its holder. */
export type TakenTicket = { id: string; code: string; joined: string; holder: Browser }

/** Counters of what happened. */
export type Tally = Record<
  | 'arrived'
  | 'left'
  | 'walkIns'
  | 'emergencies'
  | 'joins'
  | 'repeatedJoins'
  | 'calls'
  | 'recalls'
  | 'noAnswers'
  | 'holds'
  | 'resumed'
  | 'transfers'
  | 'undone'
  | 'cancelled'
  | 'crossed',
  number
>

/** The shared state of everybody in the demonstration. */
export type Stage = {
  options: DemoOptions
  clock: SimClock
  random: Random
  hall: Hall
  screens: Screens
  tickets: Map<string, TakenTicket>
  tally: Tally
  traffic: Traffic
  feeds: FeedCounts
  /** Error messages. */
  faults: string[]
}

export function newTally(): Tally {
  return {
    arrived: 0,
    left: 0,
    walkIns: 0,
    emergencies: 0,
    joins: 0,
    repeatedJoins: 0,
    calls: 0,
    recalls: 0,
    noAnswers: 0,
    holds: 0,
    resumed: 0,
    transfers: 0,
    undone: 0,
    cancelled: 0,
    crossed: 0,
  }
}

export function newBrowser(stage: Pick<Stage, 'options' | 'traffic'>): Browser {
  return new Browser(stage.options.url, stage.traffic)
}

/** Registers a command that changed a ticket: every screen must now show it. */
export function noteDone(stage: Stage, command: string, sent: Sent<TicketDto>): TicketDto {
  stage.screens.expect({ command, ticket: sent.answer, sentAt: sent.sentAt, answeredAt: sent.answeredAt })
  return sent.answer
}
