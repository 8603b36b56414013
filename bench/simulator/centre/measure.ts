import { type ClinicNow, optionsOf } from '@/lib/features/journeys/options'
import { plainStep } from '@/lib/features/journeys/pathway'
import { planOf } from '@/lib/features/journeys/plan'
import { propose } from '@/lib/features/journeys/router'
import { seededRandom } from '@/scripts/demo/random'
import { clinicsFor } from './centre'
import { type DayKind, dayKinds, drawDay } from './days'
import { minutesEverywhere } from './everywhere'
import type { Guest } from './guest'
import { anyClinic, dawr, leastTotal, type Policy, shortestLine } from './policies'
import { DayRun, type OrderOfCall } from './run-day'

export { dayKinds }

type Rule = { policy: (seed: number) => Policy; order: OrderOfCall }

/** The compared rules. All but one are called in the order of Dawr; the one is how lines are without it. */
const rules = {
  router: { policy: () => dawr, order: 'centre' },
  'shortest line': { policy: () => shortestLine, order: 'centre' },
  'shortest line, lines on their own': { policy: () => shortestLine, order: 'line' },
  'least total': { policy: () => leastTotal, order: 'centre' },
  random: { policy: (seed) => anyClinic(seededRandom(seed)), order: 'centre' },
} satisfies Record<string, Rule>
type RuleName = keyof typeof rules
export const ruleNames = Object.keys(rules) as RuleName[]

const sum = (values: readonly number[]): number => values.reduce((all, it) => all + it, 0)

/** The total times of the visitors of some days, in minutes. */
function totalsOf(minutes: readonly number[]) {
  const sorted = [...minutes].sort((one, other) => one - other)
  return {
    mean: sum(sorted) / sorted.length,
    p95: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0,
    longest: sorted.at(-1) ?? 0,
  }
}

function figuresOf(guests: readonly Guest[]) {
  const each = (phase: keyof Guest['spent']): number =>
    sum(guests.map(({ spent }) => spent[phase])) / 60 / guests.length
  return {
    ...totalsOf(guests.map(({ seconds }) => seconds / 60)),
    ...{ walking: each('walking'), waiting: each('waiting'), served: each('served'), idle: each('idle') },
    longestWait: Math.max(...guests.flatMap(({ waits }) => waits.map(({ seconds }) => seconds / 60))),
    missed: sum(guests.map(({ missed }) => missed)),
    moves: sum(guests.map(({ moves }) => moves)) / guests.length,
  }
}

/** Plays days of one kind under each rule: the same visitors, rooms and lengths of visits. */
export function measureDays(kind: DayKind, seeds: readonly number[]) {
  const days = seeds.map((seed) => drawDay(kind, seed))
  const play = ({ policy, order }: Rule): Guest[] =>
    days.flatMap((day, index) => [...new DayRun(day, policy(seeds[index] ?? 0), order).run()])
  const byRule = Object.entries(rules).map(([name, rule]) => [name, figuresOf(play(rule))] as const)
  const figures = Object.fromEntries(byRule) as Record<RuleName, ReturnType<typeof figuresOf>>
  return { ...figures, everywhere: totalsOf(days.flatMap(minutesEverywhere)) }
}

/** Milliseconds of processor time of a decision with all sixteen clinics open to choose from: the means of batches of 50. */
export function timeDecisions(rounds: number): number[] {
  const random = seededRandom(1)
  const clinics = clinicsFor(600, 8)
  const services = clinics.map(({ service }) => service)
  const plan = planOf(services.map((service) => ({ ...plainStep(service), minGapMinutes: 10 })))
  const now = new Date()
  const found = (): ClinicNow[] =>
    clinics.map(({ service, minutes }) => ({
      ...{
        service,
        isOpen: true,
        serves: true,
        serviceMinutes: minutes,
        closesAt: new Date(now.getTime() + 3_600_000),
      },
      ...{
        walkMinutes: random.between(1, 4),
        lineMinutes: random.between(0, 60),
        backlogMinutes: random.between(0, 200),
      },
    }))
  return Array.from({ length: rounds }, () => {
    const situations = Array.from({ length: 50 }, found)
    const began = process.cpuUsage()
    for (const situation of situations)
      propose(
        optionsOf(plan, situation, now, () => now),
        now,
      )
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000 / situations.length
  })
}
