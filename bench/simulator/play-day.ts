import type { Random } from '@/scripts/demo/random'
import { exponential } from './clinic'
import type { DrawnDay, DrawnPoint, Person } from './draw-day'
import { byRank, type DayLog, type LogEvent, type Rank } from './log'

type Waiting = { person: Person; rank: Rank; visit: number; second: boolean; point: string | null }
/** `out` counts those who were sent elsewhere and will come back. */
type Room = { drawn: DrawnPoint; state: 'away' | 'free' | 'busy'; breaks: number; since: number; out: number }

/** What happens later, in order of time. */
class Agenda {
  private items: { at: number; act: () => void }[] = []

  add(at: number, act: () => void): void {
    let low = 0
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.items[middle]?.at ?? 0) > at) low = middle + 1
      else high = middle
    }
    this.items.splice(low, 0, { at, act })
  }

  next(): { at: number; act: () => void } | undefined {
    return this.items.pop()
  }
}

/** Plays a drawn day, event by event. Returns only what Dawr would have seen of it. */
export function playDay(random: Random, day: DrawnDay): DayLog {
  const events: LogEvent[] = []
  const agenda = new Agenda()
  const line: Waiting[] = []
  let now = 0

  const join = (waiting: Waiting): void => {
    const { person, rank, point } = waiting
    line.push(waiting)
    line.sort((a, b) => byRank(a.rank, b.rank))
    events.push({ at: now, kind: 'join', person: person.id, line: person.line, rank, ...(point && { point }) })
    if (Number.isFinite(person.gone) && !waiting.second) agenda.add(Math.max(now, person.gone), () => leave(person))
  }
  const leave = (person: Person): void => {
    const place = line.findIndex((it) => it.person === person)
    if (place < 0) return
    line.splice(place, 1)
    events.push({ at: now, kind: 'leave', person: person.id })
  }
  const goAway = (room: Room, back: number | null): void => {
    room.state = 'away'
    events.push({ at: now, kind: 'away', point: room.drawn.plan.id, back })
  }
  const open = (room: Room): void => {
    room.state = 'free'
    room.since = now
    events.push({ at: now, kind: 'open', point: room.drawn.plan.id })
  }
  /** Between two visitors: a planned break or the end of the shift, if its time has come. */
  const pause = (room: Room): boolean => {
    const { plan, overruns } = room.drawn
    const due = plan.breaks[room.breaks]
    if (now >= plan.until && room.out === 0) {
      goAway(room, null)
      return true
    }
    if (!due || now < due.from) return false
    const length = due.until - due.from
    agenda.add(now + length + (overruns[room.breaks] ?? 0), () => open(room))
    room.breaks++
    goAway(room, now + length)
    return true
  }
  const call = (room: Room, { person, visit, second }: Waiting): void => {
    const { plan, speedAt } = room.drawn
    room.state = 'busy'
    if (second) room.out--
    events.push({ at: now, kind: 'call', person: person.id, point: plan.id })
    const isAbsent = person.absent && !second
    const minutes = isAbsent ? random.between(1.5, 3) : visit * speedAt(now)
    agenda.add(now + minutes, () => {
      const again = isAbsent || second ? null : person.again
      if (isAbsent) events.push({ at: now, kind: 'absent', person: person.id, point: plan.id })
      else events.push({ at: now, kind: 'end', person: person.id, point: plan.id, again: again !== null })
      if (again) {
        room.out++
        const rank = { ...person.rank, level: -1 }
        agenda.add(now + again.after, () => join({ person, rank, visit: again.visit, second: true, point: plan.id }))
      }
      agenda.add(now + exponential(random, 0.6), () => {
        room.state = 'free'
        room.since = now
      })
    })
  }
  const rooms = day.points.map((drawn): Room => ({ drawn, state: 'away', breaks: 0, since: 0, out: 0 }))
  const dispatch = (): void => {
    const free = rooms.filter(({ state }) => state === 'free').sort((a, b) => a.since - b.since)
    for (const room of free) {
      const { id, until } = room.drawn.plan
      if (pause(room)) continue
      // After its time a room serves only those who come back.
      const lines = now < until ? room.drawn.plan.lines : []
      const place = line.findIndex(({ person, point }) => (point === null ? lines.includes(person.line) : point === id))
      const [first] = place < 0 ? [] : line.splice(place, 1)
      if (first) call(room, first)
    }
  }

  for (const room of rooms) {
    const { plan, opens } = room.drawn
    agenda.add(opens, () => open(room))
    for (const at of [...plan.breaks.map(({ from }) => from), plan.until]) if (at < Infinity) agenda.add(at, () => {})
  }
  for (const person of day.people)
    agenda.add(person.arrives, () =>
      join({ person, rank: person.rank, visit: person.visit, second: false, point: null }),
    )
  for (let item = agenda.next(); item; item = agenda.next()) {
    now = item.at
    item.act()
    dispatch()
  }
  return { points: day.points.map(({ plan }) => plan), bookings: day.bookings, events }
}
