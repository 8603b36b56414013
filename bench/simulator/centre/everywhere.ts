import type { PathwayStep } from '@/lib/features/journeys/pathway'
import { walkSeconds } from './centre'
import type { Day, Room, Visitor } from './days'

const nextDoor = walkSeconds(0, 0)

type Coming = { visitor: Visitor; at: number; seconds: number }

/** When the people who come at these times have been served, first come, first served. */
function serve(rooms: readonly Room[], coming: readonly Coming[]): Map<Visitor, number> {
  const free = rooms.map(() => 0)
  const ends = new Map<Visitor, number>()
  for (const { visitor, at, seconds } of [...coming].sort((one, other) => one.at - other.at)) {
    const starts = rooms.map(({ shifts }, room) => {
      const from = Math.max(at, free[room] ?? 0)
      const shift = shifts.find(({ to }) => from < to)
      return shift ? Math.max(from, shift.from) : Number.POSITIVE_INFINITY
    })
    const start = Math.min(...starts)
    free[starts.indexOf(start)] = start + seconds
    ends.set(visitor, start + seconds)
  }
  return ends
}

/**
 * The minutes that each visitor would spend in the centre who stood in all lines at once from the arrival on, with the doctor at
 * the end, could be in several rooms at a time as long as the services and the shortest walks fit one after another, and was
 * called in the order of arrival. No choice of the next clinic can be expected to come below the mean of these.
 */
export function minutesEverywhere({ clinics, rooms, visitors }: Day): number[] {
  const ends = new Map(visitors.map((visitor) => [visitor, visitor.arrivesAt]))
  const results = new Map(ends)
  const later = (times: Map<Visitor, number>, visitor: Visitor, at: number): void => {
    times.set(visitor, Math.max(times.get(visitor) ?? 0, at))
  }
  const play = (isOf: (step: PathwayStep) => boolean, from: (visitor: Visitor) => number): void => {
    for (const { service } of clinics) {
      const stepOf = ({ steps }: Visitor) => steps.find((step) => step.service === service && isOf(step))
      const coming = visitors.filter(stepOf).map((visitor): Coming => {
        return { visitor, at: from(visitor) + nextDoor, seconds: visitor.seconds.get(service) ?? 0 }
      })
      const served = serve(
        rooms.filter((room) => room.service === service),
        coming,
      )
      for (const [visitor, end] of served) {
        later(ends, visitor, end)
        later(results, visitor, end + (stepOf(visitor)?.minGapMinutes ?? 0) * 60)
      }
    }
  }
  play(
    ({ after }) => after.length === 0,
    ({ arrivesAt }) => arrivesAt,
  )
  for (const visitor of visitors) {
    const free = visitor.steps.filter(({ after }) => after.length === 0)
    const alone = free.reduce(
      (sum, { service }) => sum + nextDoor + (visitor.seconds.get(service) ?? 0),
      visitor.arrivesAt,
    )
    later(ends, visitor, alone)
    later(results, visitor, alone)
  }
  play(
    ({ after }) => after.length > 0,
    (visitor) => results.get(visitor) ?? 0,
  )
  return visitors.map((visitor) => ((ends.get(visitor) ?? 0) - visitor.arrivesAt) / 60)
}
