import type { Option } from './options'
import type { Reason } from './reasons'

/** What each part of the rule weighs, in minutes of walking and waiting. */
const weights = {
  /** Of an expected minute of service: little, since every step has to be done anyway. */
  service: 0.1,
  /** Of a minute of the work that still comes to a clinic: the more comes, the longer it takes to go there later. */
  backlog: 0.05,
  /** Of a minute for which the visitor would have nothing to do but wait for the result of this step. */
  result: 1,
  back: 240,
  first: 120,
  last: 120,
  /** For a limit that can just be met; it grows from nothing within the last `soonMinutes`. */
  limit: 60,
  soonMinutes: 90,
}

type Term = 'time' | 'service' | 'backlog' | 'result' | 'back' | 'first' | 'last' | 'closing' | 'due'

/** An option with what each part of the rule adds to its cost. */
type Rated = { option: Option; terms: Record<Term, number>; cost: number }

/** The next step. */
export type Proposal = { service: string; cost: number; reasons: readonly Reason[] }

const minutesTo = (option: Option): number => option.walkMinutes + (option.lineMinutes ?? 0)

/** How pressing a limit is: 1 when it can just be met, 0 when it is far or cannot be met. */
function pressure(limit: Date | null, neededMinutes: number, now: Date): number {
  if (limit === null) return 0
  const spare = (limit.getTime() - now.getTime()) / 60_000 - neededMinutes
  return spare < 0 || spare > weights.soonMinutes ? 0 : 1 - spare / weights.soonMinutes
}

/** The minutes that the visitor's other options take, without waiting. */
function minutesOfOthers(option: Option, options: readonly Option[]): number {
  return options.reduce((sum, it) => (it === option ? sum : sum + it.walkMinutes + it.serviceMinutes), 0)
}

function rate(option: Option, options: readonly Option[], now: Date): Rated {
  const time = minutesTo(option)
  const terms = {
    time,
    service: weights.service * option.serviceMinutes,
    backlog: -weights.backlog * option.backlogMinutes,
    result: -weights.result * Math.max(0, option.thenMinutes - minutesOfOthers(option, options)),
    back: option.isBack ? -weights.back : 0,
    first: option.order === 'first' ? -weights.first : 0,
    last: option.order === 'last' ? weights.last : 0,
    closing: -weights.limit * pressure(option.closesAt, time, now),
    due: -weights.limit * pressure(option.dueAt, time, now),
  }
  return { option, terms, cost: Object.values(terms).reduce((sum, it) => sum + it, 0) }
}

/** The reason that a part of the rule gives for `chosen`, where `quickest` would have been reached sooner. */
function reasonOf(term: Term, { option }: Rated, quickest: Rated): Reason | null {
  if (term === 'back' || term === 'first' || term === 'result') return { code: term }
  if (term === 'last') return { code: 'last', service: quickest.option.service }
  if (term === 'backlog') return { code: 'bottleneck' }
  if (term === 'closing' && option.closesAt) return { code: 'closes_at', at: option.closesAt.toISOString() }
  if (term === 'due' && option.dueAt) return { code: 'fasting', at: option.dueAt.toISOString() }
  return null
}

/** What going to one of the options costs, in minutes; infinite where nobody serves yet. */
export function costOf(service: string, options: readonly Option[], now: Date): number {
  const option = options.find((it) => it.service === service)
  return option && option.lineMinutes !== null ? rate(option, options, now).cost : Number.POSITIVE_INFINITY
}

/** Why `chosen` comes first: it is reached soonest, or else the one or two parts that outweigh its longer way and wait. */
function reasonsFor(chosen: Rated, rated: readonly Rated[]): Reason[] {
  if (chosen.option.isBack) return [{ code: 'back' }]
  if (rated.length === 1) return [{ code: 'only_one_open' }]
  if (chosen.option.lineMinutes === null) return [{ code: 'not_started' }]
  const quickest = rated.reduce((best, it) => (it.terms.time < best.terms.time ? it : best))
  const reasons = (Object.keys(chosen.terms) as Term[])
    .map((term) => ({ term, gain: quickest.terms[term] - chosen.terms[term] }))
    .filter(({ gain }) => gain >= 1)
    .sort((one, other) => other.gain - one.gain)
    .flatMap(({ term }) => reasonOf(term, chosen, quickest) ?? [])
  return reasons.length === 0 ? [{ code: 'shortest' }] : reasons.slice(0, 2)
}

/**
 * The step to go to now: the one with the least sum of walk, line and the parts of the rule that speak for or against it; of
 * equals the earlier one in the plan. A clinic where nobody serves yet is chosen only when there is no other. Null without an
 * option.
 */
export function propose(options: readonly Option[], now: Date): Proposal | null {
  const served = options.filter(({ lineMinutes }) => lineMinutes !== null)
  const rated = (served.length > 0 ? served : options).map((option) => rate(option, options, now))
  const [first, ...others] = rated
  if (!first) return null
  const isBetter = (one: Rated, other: Rated): boolean =>
    one.cost < other.cost || (one.cost === other.cost && one.option.position < other.option.position)
  const chosen = others.reduce((best, it) => (isBetter(it, best) ? it : best), first)
  return { service: chosen.option.service, cost: chosen.cost, reasons: reasonsFor(chosen, rated) }
}
