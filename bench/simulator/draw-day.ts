import type { Random } from '@/scripts/demo/random'
import { type Clinic, closeAt, exponential, normal, openAt } from './clinic'
import { bookingCredit, type PlannedPoint, type Rank } from './log'

/** A visitor of a day, with what nobody knows in advance. `absent` stays away from the call, `gone` leaves at that time. */
export type Person = {
  id: string
  line: string
  arrives: number
  bookedAt: number | null
  rank: Rank
  visit: number
  absent: boolean
  gone: number
  again: { after: number; visit: number } | null
}

/** What really happens at a point: when it opens, how much later than planned each break ends, and how fast it is. */
export type DrawnPoint = { plan: PlannedPoint; opens: number; overruns: number[]; speedAt: (minute: number) => number }

export type DrawnDay = {
  points: DrawnPoint[]
  people: Person[]
  bookings: { person: string; line: string; at: number }[]
}

/** A visit before the speed of the staff: log-normal around the mean. */
function drawVisit(random: Random, mean: number, variation: number): number {
  const sigma = Math.sqrt(Math.log(1 + variation ** 2))
  return Math.max(0.5, mean * Math.exp(sigma * normal(random) - sigma ** 2 / 2))
}

function drawPoint(random: Random, { kind, speed }: Clinic, plan: PlannedPoint): DrawnPoint {
  const today = (speed.get(plan.staff) ?? 1) * Math.exp(kind.dayDrift * normal(random))
  const slower = random.between(...kind.slowdown)
  return {
    plan,
    opens: plan.from + exponential(random, kind.late),
    overruns: plan.breaks.map(() => exponential(random, kind.overrun)),
    speedAt: (minute) => today * (1 + ((slower - 1) * (minute - openAt)) / (closeAt - openAt)),
  }
}

/** Two fifths come in the first third of the day, as people do. */
function drawArrival(random: Random): number {
  const first = openAt - 25
  const last = closeAt - 45
  const part = random.next() < 0.25 ? random.between(0, 1 / 3) : random.next()
  return first + part * (last - first)
}

/** How many visitors the planned hours can serve. */
function capacityOf({ kind, lines, points, noShow, again }: Clinic): number {
  const open = points.reduce((sum, { from, until, breaks }) => {
    const away = breaks.reduce((total, it) => total + it.until - it.from, 0)
    return sum + Math.min(until, closeAt) - from - away - kind.late - kind.breaks * kind.overrun
  }, 0)
  const shares = lines.reduce((sum, { share }) => sum + share, 0)
  const visit = lines.reduce((sum, line) => sum + (line.visit * line.share) / shares, 0)
  return open / ((1 - noShow) * visit * (1 + again * 0.6) + noShow * 2 + 0.7)
}

function drawPerson(random: Random, clinic: Clinic, number: number): Person {
  const { kind, lines } = clinic
  const line = random.pick(lines, ({ share }) => share)
  const isBooked = random.next() < clinic.booked
  const isFirst = !isBooked && random.next() < clinic.priority
  const wanted = drawArrival(random)
  const bookedAt = isBooked ? Math.max(openAt, 10 * Math.round(wanted / 10)) : null
  const arrives = bookedAt === null ? wanted : bookedAt - 6 + 7 * normal(random)
  return {
    id: `person-${number}`,
    line: line.id,
    arrives,
    bookedAt,
    // Who comes late loses the difference.
    rank: {
      level: isFirst ? 0 : 1,
      credit: bookedAt === null ? arrives : Math.max(bookedAt, arrives) - bookingCredit,
      number,
    },
    visit: drawVisit(random, line.visit, kind.variation),
    absent: random.next() < clinic.noShow,
    gone: random.next() < kind.leave ? arrives + random.between(5, 60) : Infinity,
    again:
      random.next() < clinic.again
        ? { after: random.between(8, 25), visit: drawVisit(random, 0.6 * line.visit, kind.variation) }
        : null,
  }
}

/** Draws everything that happens on a day by chance. */
export function drawDay(random: Random, clinic: Clinic): DrawnDay {
  const count = Math.round(clinic.load * capacityOf(clinic))
  const people = Array.from({ length: count }, (_, i) => drawPerson(random, clinic, i))
  const bookings = people.flatMap(({ id, line, bookedAt }) =>
    bookedAt === null ? [] : [{ person: id, line, at: bookedAt }],
  )
  return {
    points: clinic.points.map((plan) => drawPoint(random, clinic, plan)),
    // One booking in ten is not kept.
    people: people.filter(({ bookedAt }) => bookedAt === null || random.next() > 0.1),
    bookings,
  }
}

/** The true mean minutes of a visit at a point, for comparison. */
export function truthOf(clinic: Clinic, { points }: DrawnDay): (point: string, line: string, now: number) => number {
  const visits = new Map(clinic.lines.map(({ id, visit }) => [id, visit]))
  const speeds = new Map(points.map(({ plan, speedAt }) => [plan.id, speedAt]))
  return (point, line, now) => (visits.get(line) ?? 0) * (speeds.get(point)?.(now) ?? 1)
}
