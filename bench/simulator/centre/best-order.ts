import type { Seen, Walk } from './seen'

/**
 * The end of a step, in minutes from now, of a visitor who starts walking to it at `at`. Assumes that its line keeps growing at
 * the present rate.
 */
function endOf(step: Seen, at: number, walkMinutes: number): number {
  const line = Math.max(0, (step.lineMinutes ?? 0) + step.growth * at)
  return at + walkMinutes + line + step.serviceMinutes
}

/**
 * The first step of the order of all ready ones with the least total time. It goes through all sets of steps that may have been
 * done, with each as the last one: `ends` has the earliest end for each, `firsts` the first step of that way.
 */
export function bestOrder(steps: readonly Seen[], walk: Walk): string {
  const count = steps.length
  const sets = 1 << count
  const ways = steps.map((from) => steps.map((to) => walk(from.service, to.service)))
  const ends = new Float64Array(sets * count).fill(Number.POSITIVE_INFINITY)
  const firsts = new Uint8Array(sets * count)
  steps.forEach((step, index) => {
    ends[(1 << index) * count + index] = endOf(step, 0, step.walkMinutes)
    firsts[(1 << index) * count + index] = index
  })
  for (let slot = count; slot < sets * count; slot++) {
    const at = ends[slot] ?? Number.POSITIVE_INFINITY
    if (at === Number.POSITIVE_INFINITY) continue
    const [done, last] = [Math.floor(slot / count), slot % count]
    steps.forEach((step, index) => {
      if (done & (1 << index)) return
      const next = (done | (1 << index)) * count + index
      const end = endOf(step, at, ways[last]?.[index] ?? 0)
      if (end >= (ends[next] ?? 0)) return
      ends[next] = end
      firsts[next] = firsts[slot] ?? 0
    })
  }
  const all = ends.subarray((sets - 1) * count)
  const best = steps[firsts[(sets - 1) * count + all.indexOf(Math.min(...all))] ?? 0]
  if (!best) throw new Error('nothing to choose from')
  return best.service
}
