/** How the tickets of a class of priority are called. */
export type PriorityClass = {
  /** `strict`: before all others; `booked`: its tickets count from the booked time. */
  kind: 'ordinary' | 'strict' | 'booked'
  /** The wait that its tickets begin with, in minutes. */
  creditMinutes: number
  /** How much a minute of waiting counts, in percent of an ordinary one. */
  ratePercent: number
}

/** What the order of call looks at. `creditFrom`: the start of the waiting time, in milliseconds. */
export type Waiting = { class: PriorityClass; creditFrom: number; sequence: number; id: string }

const minute = 60_000

/** The credit of a ticket at a time, in hundredths of a millisecond: whole numbers, so that SQL computes the same. */
function creditAt({ class: { creditMinutes, ratePercent }, creditFrom }: Waiting, at: number): number {
  return creditMinutes * minute * 100 + Math.max(0, at - creditFrom) * ratePercent
}

const rankOf = ({ class: { kind } }: Waiting): number => (kind === 'strict' ? 0 : 1)

/**
 * The order of call at a time, for sorting: strict classes first, then the highest credit, then the lower number. Its SQL is
 * `orderOfCall`; a test compares them. Who waits for a booked time that has not come has no credit yet.
 */
export function byOrderOfCall(at: number): (one: Waiting, other: Waiting) => number {
  return (one, other) =>
    rankOf(one) - rankOf(other) ||
    creditAt(other, at) - creditAt(one, at) ||
    one.sequence - other.sequence ||
    (one.id < other.id ? -1 : 1)
}

/** Who is before somebody in line. The rest of `total` came later and have priority. */
export type Ahead = {
  total: number
  emergency: number
  booked: number
  /** Neither emergency nor booked, and waiting for longer. */
  earlier: number
}

type Placed = { kind: PriorityClass['kind']; creditFrom: number }

/** Who is before each person of a line that is given in the order of call. */
export function aheadInLine(line: readonly Placed[]): Ahead[] {
  const seen = { emergency: 0, booked: 0 }
  // The starts of the ordinary waits before, sorted: mostly they come in this order.
  const starts: number[] = []
  return line.map(({ kind, creditFrom }, total) => {
    let later = starts.length
    while (later > 0 && (starts[later - 1] ?? 0) > creditFrom) later--
    const ahead = { total, ...seen, earlier: later }
    if (kind === 'strict') seen.emergency++
    else if (kind === 'booked') seen.booked++
    else starts.splice(later, 0, creditFrom)
    return ahead
  })
}
