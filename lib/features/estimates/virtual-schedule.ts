/**
 * A pause of a point: before it opens, a planned break, after it closes (Infinity minutes). It begins at `from`, or when
 * the visitor who is there then has gone, and lasts its minutes.
 */
export type Away = { why: 'opening' | 'break' | 'closing'; from: number; minutes: number }

/**
 * A service point where somebody serves, is on a break, or is planned to come today; without those that have closed for the
 * day. All times are minutes from now.
 */
export type Point = {
  id: string
  /** The minutes for which a visitor of each line occupies it (`expectedOccupancy`). It serves the lines named here. */
  minutes: Readonly<Record<string, number>>
  /**
   * The visitor who is there now, called or in service: the expected minutes from the call until the next one, those that
   * passed, and the line; no line for somebody who came back, and will not again.
   */
  busy: { minutes: number; elapsed: number; line: string | null } | null
  /** In order of time. One that has begun, or an opening that is still to come, is from -Infinity (`minutesUntil`). */
  away: readonly Away[]
}

/** One person who waits, is booked for today, or was sent elsewhere and will come back. Held people are left out. */
export type Entry = {
  id: string
  line: string
  /** When they may be called, in minutes from now: 0 for those who wait, later for a booking or a return. */
  from: number
  /** The probability that an expected person comes; 1 for those who wait. */
  chance: number
  /** The only point that calls this person: for one who returns to the same doctor, and is not sent elsewhere again. */
  point?: string
  /** The minutes of the visit, where they differ from the line's. */
  minutes?: number
}

/** Of one line: the share of visits that come back to the same point, after how long, for how long. */
export type Again = { chance: number; after: number; minutes: number }

export type Situation = {
  points: readonly Point[]
  /** All lines of the branch together, in the order of call: those who are expected stand where they will. */
  entries: readonly Entry[]
  again?: Readonly<Record<string, Again>>
}

/** `returns`: whether this visit may be sent elsewhere and come back. */
type Item = { rank: number; from: number; chance: number; minutes: number | undefined; line: string; returns: boolean }

/** The people of one line, or of one point: `ready` in order of call, `coming` in order of time. */
type Pool = { ready: Item[]; next: number; coming: Item[] }

/** The share of its expected minutes that a visit in progress lasts at least. */
const leastRest = 0.35
/** The rank of a return: it is called before everybody who waits. */
const returning = -1

/** Below this probability a return is not replayed. */
const leastChance = 0.01

/** What remains of a visit, or of a pause of unknown length: one that takes long is never about to end at once. */
export function restOf({ minutes, elapsed }: { minutes: number; elapsed: number }): number {
  return Math.max(minutes - elapsed, leastRest * minutes)
}

function insert(items: Item[], item: Item, begin: number, comesBefore: (other: Item) => boolean): void {
  let place = items.length
  while (place > begin) {
    const other = items[place - 1]
    if (!other || comesBefore(other)) break
    place--
  }
  items.splice(place, 0, item)
}

function comeLater(pool: Pool, item: Item): void {
  insert(pool.coming, item, 0, (other) => other.from <= item.from)
}

/** Lets in who has come by `at`. Returns the first in order of call. */
function firstOf(pool: Pool, at: number): Item | undefined {
  let arrived = pool.coming[0]
  while (arrived && arrived.from <= at) {
    const { rank } = arrived
    insert(pool.ready, arrived, pool.next, (other) => other.rank <= rank)
    pool.coming.shift()
    arrived = pool.coming[0]
  }
  return pool.ready[pool.next]
}

/** The pools of lines and of points, filled with the entries. */
function poolsOf(entries: readonly Entry[]) {
  const pools = { lines: new Map<string, Pool>(), points: new Map<string, Pool>() }
  entries.forEach(({ line, from, chance, point, minutes }, rank) => {
    const pool = point === undefined ? poolIn(pools.lines, line) : poolIn(pools.points, point)
    const item = { rank, from, chance, minutes, line, returns: point === undefined }
    if (from <= 0) pool.ready.push(item)
    else comeLater(pool, item)
  })
  return pools
}

function poolIn(pools: Map<string, Pool>, name: string): Pool {
  const known = pools.get(name)
  if (known) return known
  const made: Pool = { ready: [], next: 0, coming: [] }
  pools.set(name, made)
  return made
}

/** A point in the replay: when it is free next, and how many of its pauses are over by then. */
type Server = { point: Point; own: Pool; pools: readonly Pool[]; free: number; pauses: number }

/** The point is free at `at`, or after the pauses that begin by then. */
function workUntil(server: Server, at: number): void {
  server.free = at
  for (let pause = server.point.away[server.pauses]; pause && pause.from <= server.free; ) {
    server.free += pause.minutes
    pause = server.point.away[++server.pauses]
  }
}

/** Nobody comes before `at`: pauses that begin by then begin at their time. */
function idleUntil(server: Server, at: number): void {
  for (let pause = server.point.away[server.pauses]; pause && pause.from <= at; ) {
    workUntil(server, pause.from)
    pause = server.point.away[server.pauses]
  }
  server.free = Math.max(server.free, at)
}

function soonest(servers: readonly Server[]): Server | undefined {
  let first = servers[0]
  for (const server of servers) if (first && server.free < first.free) first = server
  return first
}

/** The pool with the first person for this point in order of call. */
function poolToServe({ pools, free }: Server): Pool | undefined {
  let best: Pool | undefined
  let bestRank = Infinity
  for (const pool of pools) {
    const rank = firstOf(pool, free)?.rank ?? Infinity
    if (rank < bestRank) {
      best = pool
      bestRank = rank
    }
  }
  return best
}

/** When the next person comes for this point; Infinity when nobody does. */
function nextComing({ pools }: Server): number {
  return pools.reduce((soonest, { coming }) => Math.min(soonest, coming[0]?.from ?? Infinity), Infinity)
}

/** Whether anybody serves a line already, at work or on a break: where all points still have to open, no minutes are told. */
export function isServed(line: string, points: readonly Point[]): boolean {
  return points.some(({ minutes, away }) => line in minutes && away[0]?.why !== 'opening')
}

/**
 * Replays the order of call: whichever point is free next takes the first person of its lines. A point of several lines
 * takes them in the order of call of all together. Someone who comes with a probability occupies a point for that share of
 * the time. Returns for each entry when it is called, in minutes from now; Infinity when no point ever takes it.
 */
export function virtualSchedule({ points, entries, again = {} }: Situation): Float64Array {
  const starts = new Float64Array(entries.length).fill(Infinity)
  const { lines, points: ofPoints } = poolsOf(entries)
  const servers = points.map((point): Server => {
    const own = poolIn(ofPoints, point.id)
    const ofLines = Object.keys(point.minutes).map((line) => poolIn(lines, line))
    return { point, own, pools: [own, ...ofLines], free: 0, pauses: 0 }
  })
  const leave = (server: Server, at: number, line: string | null, chance: number): void => {
    workUntil(server, at)
    const back = line === null ? undefined : again[line]
    if (!back || line === null || back.chance * chance < leastChance) return
    const item = { rank: returning, from: at + back.after, chance: chance * back.chance, minutes: back.minutes, line }
    comeLater(server.own, { ...item, returns: false })
  }

  for (const server of servers) {
    const { busy } = server.point
    leave(server, busy ? restOf(busy) : 0, busy?.line ?? null, 1)
  }
  const working = servers.filter(({ free }) => free < Infinity)
  for (let server = soonest(working); server; server = soonest(working)) {
    const pool = poolToServe(server)
    const item = pool?.ready[pool.next]
    if (pool && item) {
      pool.next++
      if (item.rank >= 0) starts[item.rank] = server.free
      const minutes = item.minutes ?? server.point.minutes[item.line] ?? 0
      leave(server, server.free + item.chance * minutes, item.returns ? item.line : null, item.chance)
    } else idleUntil(server, nextComing(server))
    if (server.free === Infinity) working.splice(working.indexOf(server), 1)
  }
  return starts
}
