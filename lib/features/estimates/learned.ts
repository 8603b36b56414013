import type { DelayReason } from './delay-reasons'
import { newTrust, type Trust } from './honesty'
import { assumed, type LearnedMean } from './learned-mean'
import { type LineHabits, newLineHabits } from './line-habits'
import { newPace, type Pace } from './pace'
import { newRangeState, type RangeState } from './ranges'
import { newServiceTimes, type ServiceTimes } from './service-times'
import type { Stretch, UsualHours } from './usual-hours'

/** A delay of a line; `since`, in milliseconds, is when the waits were still expected to be shorter. */
export type LineDelay = { reason: DelayReason; since: number }

/** What is learned of a line. */
export type LineLearned = {
  times: ServiceTimes
  habits: LineHabits
  /** The errors of what is told when somebody comes, and of what is told half way. */
  first: RangeState
  later: RangeState
  trust: Trust
  /** Why those who came before `since` are called more than 10 minutes later than they were told. */
  delay: LineDelay | null
}

/** What is learned of a member of staff in a line; the pace is of one business day. */
export type StaffLearned = { times: ServiceTimes; day: string; pace: Pace }

/** What is learned of a service point, and its business day so far. Times are in milliseconds, stretches in minutes of the business day. */
export type PointLearned = {
  hours: UsualHours
  pause: LearnedMean
  day: string
  /** `absent`: nobody has been called there on this day; `away`: people wait for it, and it has stopped calling them. */
  state: 'absent' | 'open' | 'away'
  since: number
  /** The last call or end of a visit there, and by whom it was served. */
  lastAt: number
  staff: string | null
  worked: readonly Stretch[]
}

/** What is learned of a branch: lines and points by their ids, members of staff by `staffKey`. */
export type Learned = {
  lines: Map<string, LineLearned>
  staff: Map<string, StaffLearned>
  points: Map<string, PointLearned>
}

export const staffKey = (line: string, account: string): string => `${line} ${account}`

export function newLineLearned(typicalMinutes: number): LineLearned {
  return {
    times: newServiceTimes(typicalMinutes),
    habits: newLineHabits(typicalMinutes),
    first: newRangeState(),
    later: newRangeState(),
    trust: newTrust,
    delay: null,
  }
}

export function newStaffLearned(lineMinutes: number, day: string): StaffLearned {
  return { times: newServiceTimes(lineMinutes), day, pace: newPace }
}

/** A pause is assumed to take 20 minutes. */
export function newPointLearned(day: string): PointLearned {
  return { hours: [], pause: assumed(20), ...dayBegun(day) }
}

/** The part of a point that begins anew with a business day. */
export function dayBegun(day: string): Omit<PointLearned, 'hours' | 'pause'> {
  return { day, state: 'absent', since: 0, lastAt: 0, staff: null, worked: [] }
}

/** The pace of a member of staff on a day. */
export function paceOn(staff: StaffLearned | undefined, day: string): Pace {
  return staff?.day === day ? staff.pace : newPace
}
