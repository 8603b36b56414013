import 'server-only'
import type { PathwayStep } from '@/lib/features/journeys/pathway'
import type { PriorityClass } from '@/lib/features/queue/order-of-call'
import type { LocalisedText } from '@/lib/shared/fields'
import type { FlagStates } from '../flags'
import type { HoursException, Opening, Schedule } from '../opening-hours'
import type { JoinWay } from '../set-up-fields'

/** The hours that a branch or a service has by itself. */
export type OwnHours = {
  weekly: readonly Opening[]
  exceptions: readonly (HoursException & { name: LocalisedText })[]
}

export type ServiceRecord = {
  id: string
  branchId: string
  slug: string
  name: LocalisedText
  prefix: string
  icon: string
  typicalMinutes: number
  dailyCap: number | null
  status: 'open' | 'closed'
  /** How people may join. */
  joinBy: readonly JoinWay[]
  serves: 'everybody' | 'women' | 'men'
  needsFasting: boolean
  /** The range of the numbers on its tickets; null means without end. */
  numberFrom: number
  numberTo: number | null
  ownHours: OwnHours
  /** When it is open: its hours, by default those of the branch. */
  hours: Schedule
}

export type ServicePointRecord = {
  id: string
  slug: string
  kind: 'room' | 'counter'
  label: LocalisedText
  floor: LocalisedText
  directions: LocalisedText
  /** Of the line that leads there, as `#rrggbb`. */
  colour: string | null
  status: 'open' | 'closed'
  serviceIds: readonly string[]
}

/** A pathway; its steps name services by their ids. */
export type PathwayRecord = { id: string; slug: string; name: LocalisedText; steps: readonly PathwayStep[] }

/** A class of priority with its public name. */
export type ClassRecord = PriorityClass & { slug: string; name: LocalisedText }

export type BranchRecord = {
  id: string
  slug: string
  name: LocalisedText
  timeZone: string
  dayStartsMinute: number
  digits: 'arab' | 'latn'
  /** Whether numbers begin anew each business day. */
  numbersRestart: boolean
  /** Raised by every transaction that changes the set-up. */
  setupVersion: number
  ownHours: OwnHours
  flags: FlagStates
  services: readonly ServiceRecord[]
  servicePoints: readonly ServicePointRecord[]
  pathways: readonly PathwayRecord[]
  /** In the order in which staff choose from them. */
  classes: readonly ClassRecord[]
}
