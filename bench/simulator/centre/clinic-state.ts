import type { Clinic } from './centre'
import type { Room, Shift } from './days'
import type { Guest } from './guest'

/** How many visits of the day the typical minutes of a clinic count for. */
const priorVisits = 10
/** A visit that takes long is expected to take this share of the mean more. */
const leastShare = 0.35
const recentSeconds = 900

export type RoomState = { shifts: readonly Shift[]; guest: Guest | null; since: number }

const isWithin = ({ from, to }: { from: number; to: number }, at: number): boolean => from <= at && at < to

/** Whether staff are serving in the room at `at`. */
export function isWorking({ shifts }: RoomState, at: number): boolean {
  return shifts.some((shift) => isWithin(shift, at))
}

/** The first time from `at` on that is in the planned hours of a room, outside its planned breaks. */
function afterBreaks({ shifts }: RoomState, at: number): number {
  const shift = shifts.find(({ known }) => at < known.to)
  return shift ? Math.max(at, shift.known.from) : Number.POSITIVE_INFINITY
}

/** Whether staff are away from the room within its planned hours. */
function isMissed(room: RoomState, at: number): boolean {
  return !isWorking(room, at) && room.shifts.some(({ known }) => isWithin(known, at))
}

/** One clinic during the day: its rooms, its line in the order of call, and what is known of it. */
export class ClinicState {
  readonly rooms: RoomState[]
  readonly line: Guest[] = []
  /** How many visitors in the centre still have to come here. */
  open = 0
  readonly #joined: number[] = []
  #visits = priorVisits
  #seconds: number
  #changes = 0
  #known = { at: -1, changes: -1, starts: [] as number[] }

  constructor(
    readonly clinic: Clinic,
    rooms: readonly Room[],
    readonly isBefore: (one: Guest, other: Guest) => boolean,
  ) {
    this.rooms = rooms.map(({ shifts }) => ({ shifts, guest: null, since: 0 }))
    this.#seconds = priorVisits * clinic.minutes * 60
  }

  /** The learned length of a visit. */
  get meanSeconds(): number {
    return this.#seconds / this.#visits
  }

  join(guest: Guest, at: number): void {
    const place = this.line.findIndex((it) => this.isBefore(guest, it))
    this.line.splice(place < 0 ? this.line.length : place, 0, guest)
    this.#joined.push(at)
    this.#changes++
  }

  leave(guest: Guest): void {
    this.line.splice(this.line.indexOf(guest), 1)
    this.#changes++
  }

  begin(room: RoomState, guest: Guest, at: number): void {
    Object.assign(room, { guest, since: at })
    this.#changes++
  }

  end(room: RoomState, at: number): void {
    this.#visits += 1
    this.#seconds += at - room.since
    this.#changes++
    room.guest = null
  }

  /** Whether it has stopped without a plan. */
  isStopped(at: number): boolean {
    return this.rooms.every((room) => isMissed(room, at))
  }

  /** By how much the line has grown lately: seconds of waiting for each second, from -1 to 1. */
  growth(at: number): number {
    while ((this.#joined[0] ?? at) < at - recentSeconds) this.#joined.shift()
    const work = (this.#joined.length * this.meanSeconds) / this.rooms.length
    return Math.min(1, work / recentSeconds - 1)
  }

  /** When a guest in the line is expected to be called; for other guests, when the end of the line is. Infinite without staff. */
  startOf(guest: Guest, at: number): number {
    if (this.#known.at !== at || this.#known.changes !== this.#changes)
      this.#known = { at, changes: this.#changes, starts: this.#replay(at) }
    const place = this.line.indexOf(guest)
    return this.#known.starts.at(place) ?? Number.POSITIVE_INFINITY
  }

  /** The expected calls of all in line, and of one more. */
  #replay(at: number): number[] {
    const mean = this.meanSeconds
    const free = this.rooms.map((room) => {
      if (room.guest === null && isMissed(room, at)) return Number.POSITIVE_INFINITY
      return afterBreaks(room, at + (room.guest ? Math.max(mean - (at - room.since), leastShare * mean) : 0))
    })
    return Array.from({ length: this.line.length + 1 }, () => {
      const start = Math.min(...free)
      const index = free.indexOf(start)
      const room = this.rooms[index]
      if (room) free[index] = afterBreaks(room, start + mean)
      return start
    })
  }
}
