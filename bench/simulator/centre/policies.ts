import { propose } from '@/lib/features/journeys/router'
import type { Random } from '@/scripts/demo/random'
import { bestOrder } from './best-order'
import type { Seen, Walk } from './seen'

/** Chooses one of the steps that are ready; at least one is given. */
export type Policy = {
  choose(seen: readonly Seen[], now: Date, walk: Walk): string
  /** Whether people who wait are sent elsewhere when that is clearly better. */
  changes?: boolean
}

/** No rule goes where nobody serves while there is another clinic. */
function servedOf(seen: readonly Seen[]): readonly Seen[] {
  const served = seen.filter(({ lineMinutes }) => lineMinutes !== null)
  return served.length > 0 ? served : seen
}

export const anyClinic = (random: Random): Policy => ({ choose: (seen) => random.pick(servedOf(seen)).service })

export const shortestLine: Policy = {
  choose: (seen) => servedOf(seen).reduce((best, it) => (it.inLine < best.inLine ? it : best)).service,
}

export const leastTotal: Policy = { choose: (seen, _, walk) => bestOrder(servedOf(seen), walk) }

export const dawr: Policy = {
  choose(seen, now) {
    const proposal = propose(seen, now)
    if (!proposal) throw new Error('no proposal')
    return proposal.service
  },
  changes: true,
}
