import { arrivalMinutes } from './arrivals'
import { walkInNames } from './names'
import type { Random } from './random'

/** The data of a clinic that the plan needs. */
export type Clinic = { slug: string; typicalMinutes: number; rooms: number }

/**
 * A deviation at one clinic: the visitor comes only when recalled, does not come (and returns later, or never), is put
 * on hold, is transferred, is marked as missing by mistake, or gives up waiting.
 */
export type Twist = 'slow' | 'absent' | 'lost' | 'hold' | 'transfer' | 'mistake' | 'leaves'

/** One clinic on a visitor's route. Minutes are simulated. */
export type Stop = {
  clinic: string
  serviceMinutes: number
  /** Minutes between seeing the call and arriving at the room. */
  walkMinutes: number
  twist: Twist | null
  /** The target of a transfer. */
  transferTo: string | null
  /** The answer to taking a turn is lost, so the phone sends it again with the same key. */
  asksTwice: boolean
}

export type VisitorPlan = {
  arrivesAt: number
  /** Registered by the reception under this name; null for a turn taken on a phone. */
  name: string | null
  emergency: boolean
  stops: readonly Stop[]
}

/** The percentage of stops with each deviation; at least one of each if there are enough stops. */
const twistShares: Record<Twist, number> = { slow: 6, absent: 3, lost: 1, hold: 4, transfer: 3, mistake: 2, leaves: 2 }
const walkInShare = 0.08
const askTwiceShare = 0.05

/** A visitor goes to the women's or to the men's clinics, if there are both. */
function opensTo(clinic: Clinic, clinics: readonly Clinic[], isWoman: boolean): boolean {
  if (clinic.slug.startsWith('women_')) return isWoman
  return !isWoman || !clinics.some((it) => it.slug === `women_${clinic.slug}`)
}

/** Clinics with more rooms and shorter services get more visitors. */
function drawOf(clinic: Clinic): number {
  return clinic.rooms / clinic.typicalMinutes
}

function routeOf(clinics: readonly Clinic[], random: Random): Clinic[] {
  const isWoman = random.next() < 0.45
  let left = clinics.filter((it) => opensTo(it, clinics, isWoman))
  const wanted = Math.min(
    left.length,
    random.pick([1, 2, 3, 4], (count) => [20, 35, 30, 15][count - 1] ?? 0),
  )
  const route: Clinic[] = []
  while (route.length < wanted) {
    const next = random.pick(left, drawOf)
    route.push(next)
    left = left.filter((it) => it !== next)
  }
  return route
}

function stopAt(clinic: Clinic, random: Random): Stop {
  return {
    clinic: clinic.slug,
    serviceMinutes: clinic.typicalMinutes * random.spread(),
    walkMinutes: random.between(0.3, 1),
    twist: null,
    transferTo: null,
    asksTwice: random.next() < askTwiceShare,
  }
}

type Draft = Omit<VisitorPlan, 'stops'> & { stops: Stop[] }

/** Possible transfer targets: clinics that are not on the route. */
function otherClinic(draft: Draft, clinics: readonly Clinic[], random: Random): string | null {
  const others = clinics.filter(
    (it) => !it.slug.startsWith('women_') && !draft.stops.some((stop) => stop.clinic === it.slug),
  )
  return others.length === 0 ? null : random.pick(others).slug
}

/** Distributes the deviations over the stops. Emergencies go straight through. */
function addTwists(drafts: readonly Draft[], clinics: readonly Clinic[], random: Random): void {
  const places = random.shuffled(
    drafts.filter((it) => !it.emergency).flatMap((draft) => draft.stops.map((_, at) => ({ draft, at }))),
  )
  const total = places.length
  for (const [twist, share] of Object.entries(twistShares) as [Twist, number][]) {
    for (const { draft, at } of places.splice(0, Math.max(1, Math.round((total * share) / 100)))) {
      const stop = draft.stops[at]
      if (!stop) continue
      const transferTo = twist === 'transfer' ? otherClinic(draft, clinics, random) : null
      draft.stops[at] = { ...stop, twist: twist === 'transfer' && transferTo === null ? null : twist, transferTo }
    }
  }
}

/**
 * The plan of a morning: who arrives when, which clinics they visit in which order, and the deviations. Deterministic
 * for a seed.
 */
export function planMorning(clinics: readonly Clinic[], visitors: number, random: Random): VisitorPlan[] {
  const walkIns = Math.min(visitors, Math.max(2, Math.round(visitors * walkInShare)))
  const order = random.shuffled(Array.from({ length: visitors }, (_, i) => i))
  const named = new Map(
    order.slice(0, walkIns).map((visitor, i) => [visitor, walkInNames[i % walkInNames.length] ?? null]),
  )
  const emergency = order[0]
  const drafts = arrivalMinutes(visitors, random).map((arrivesAt, i): Draft => {
    const isEmergency = i === emergency
    const route = routeOf(clinics, random).slice(0, isEmergency ? 1 : undefined)
    return {
      arrivesAt,
      name: named.get(i) ?? null,
      emergency: isEmergency,
      stops: route.map((clinic) => stopAt(clinic, random)),
    }
  })
  addTwists(drafts, clinics, random)
  return drafts
}
