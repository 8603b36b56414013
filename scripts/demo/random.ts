/** Pseudo-random numbers from a seed, so that a morning can be repeated. */
export type Random = {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next: () => number
  /** Uniformly distributed from `low` to `high`. */
  between: (low: number, high: number) => number
  /** One of these, with probability proportional to its weight. Throws when there are none. */
  pick: <T>(items: readonly T[], weightOf?: (item: T) => number) => T
  /** The same items, shuffled. */
  shuffled: <T>(items: readonly T[]) => T[]
  /** A factor around 1: most values near it, a few much larger; from 0.4 to 2.5. */
  spread: () => number
}

/** A deterministic generator for a seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(items: readonly T[], weightOf: (item: T) => number = () => 1): T => {
    let rest = next() * items.reduce((sum, item) => sum + weightOf(item), 0)
    const chosen = items.find((item) => (rest -= weightOf(item)) < 0) ?? items.at(-1)
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick,
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
    spread: () => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return Math.min(2.5, Math.max(0.4, Math.exp(0.35 * normal)))
    },
  }
}
