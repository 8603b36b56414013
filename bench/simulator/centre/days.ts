import type { PathwayStep } from '@/lib/features/journeys/pathway'
import { type Random, seededRandom } from '@/scripts/demo/random'
import { normal } from '../clinic'
import { type Clinic, clinicsFor, drawSteps, plannedWomen } from './centre'

const hour = 3_600
const opens = 7 * hour
const arrivalsEnd = 15 * hour
/** Later than anybody stays. */
const never = 40 * hour
const variation = 0.5

/** When somebody is in a room, in seconds of the day. `known` is what the hours and the planned breaks say. */
export type Shift = { from: number; to: number; known: { from: number; to: number } }

export type Room = { service: string; shifts: Shift[] }

export type Visitor = {
  id: number
  arrivesAt: number
  steps: readonly PathwayStep[]
  /** How long each clinic takes for this person, in seconds: the same whichever way the visitor is sent. */
  seconds: ReadonlyMap<string, number>
}

export type Day = {
  clinics: readonly Clinic[]
  rooms: readonly Room[]
  visitors: readonly Visitor[]
  /** The clinics that take nobody from some second on. */
  closes: ReadonlyMap<string, number>
}

/** The kinds of day: what is unlike an even one. */
export const dayKinds = [
  'even',
  'morning peak',
  'late start',
  'breaks',
  'women',
  'early closing',
  'slow clinics',
  'stoppages',
] as const
export type DayKind = (typeof dayKinds)[number]

function drawArrival(random: Random, kind: DayKind): number {
  const isEarly = kind === 'morning peak' && random.next() < 0.5
  return Math.round(random.between(opens, isEarly ? opens + 2 * hour : arrivalsEnd))
}

function asPlanned(from: number, to: number): Shift {
  return { from, to, known: { from, to } }
}

/**
 * Late start: every third clinic begins an hour late. Breaks: half an hour each, the rooms of a clinic by turns. Stoppages: every
 * fourth clinic stops for an hour without a plan.
 */
function shiftsOf(kind: DayKind, index: number, clinic: Clinic, room: number): Shift[] {
  if (kind === 'late start' && index % 3 === 2)
    return [{ from: opens + hour + room * 900, to: never, known: { from: opens, to: never } }]
  if (kind === 'stoppages' && index % 4 === 1) {
    const [stops, goesOn] = [10 * hour + index * 600, 11 * hour + index * 600]
    const known = { from: opens, to: never }
    return [
      { from: opens, to: stops, known },
      { from: goesOn, to: never, known },
    ]
  }
  if (kind !== 'breaks') return [asPlanned(opens, never)]
  const turn = (index % 4) + (clinic.rooms > 1 ? room % 2 : 0)
  const pause = 11.5 * hour + turn * 1_800
  return [asPlanned(opens, pause), asPlanned(pause + 1_800, never)]
}

/** How much slower than typical each clinic is on this day. Slow clinics: every fifth takes a third longer. */
function drawPaces(random: Random, kind: DayKind, clinics: readonly Clinic[]): Map<string, number> {
  const slow = (index: number): number => (kind === 'slow clinics' && index % 5 === 1 ? 1.35 : 1)
  return new Map(clinics.map(({ service }, index) => [service, slow(index) * random.between(0.85, 1.15)]))
}

/** How long a visit takes: log-normal around the mean. */
function drawSeconds(random: Random, mean: number): number {
  const spread = Math.log(1 + variation ** 2)
  return Math.max(45, Math.round(mean * Math.exp(Math.sqrt(spread) * normal(random) - spread / 2)))
}

/** A day of the centre, which is staffed for 600 visitors. */
export function drawDay(kind: DayKind, seed: number, count = 600): Day {
  const random = seededRandom(seed)
  const clinics = clinicsFor(count, (arrivalsEnd - opens) / hour)
  const paces = drawPaces(random, kind, clinics)
  const visitors = Array.from({ length: count }, (_, id): Visitor => {
    const arrivesAt = drawArrival(random, kind)
    const steps = drawSteps(random, kind === 'women' ? 0.65 : plannedWomen)
    const seconds = clinics.map(({ service, minutes }) => {
      return [service, drawSeconds(random, minutes * 60 * (paces.get(service) ?? 1))] as const
    })
    return { id, arrivesAt, steps, seconds: new Map(seconds) }
  })
  const rooms = clinics.flatMap((clinic, index) =>
    Array.from({ length: clinic.rooms }, (_, room) => {
      return { service: clinic.service, shifts: shiftsOf(kind, index, clinic, room) }
    }),
  )
  const isEarly = kind === 'early closing'
  const closes = new Map(isEarly ? ['lab', 'xray', 'dental'].map((it) => [it, arrivalsEnd + hour / 2]) : [])
  return { clinics, rooms, visitors, closes }
}
