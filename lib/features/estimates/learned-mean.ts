/** A mean that is learned from observations and follows their change. Plain data: a few numbers of a table's row. */
export type LearnedMean = { mean: number; count: number }

/** How many observations the assumption counts for, and the least weight of a new observation. */
export type Memory = { prior: number; least: number }

/** About the last 33 observations count. */
const short: Memory = { prior: 10, least: 0.03 }

/** A mean without observations: what is assumed until there are some. */
export function assumed(mean: number): LearnedMean {
  return { mean, count: 0 }
}

/** The mean after one more observation. A share is learned from ones and zeros. */
export function observe({ mean, count }: LearnedMean, value: number, { prior, least } = short): LearnedMean {
  const weight = Math.max(1 / (prior + count + 1), least)
  return { mean: mean + weight * (value - mean), count: count + 1 }
}
