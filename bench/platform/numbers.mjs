/** The `p`-th percentile (0…100) of ascending numbers: the smallest value that `p` % of them do not exceed. */
export function percentile(sorted, p) {
  if (sorted.length === 0) return NaN
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)]
}

/** p50, p95, p99 and the maximum of numbers in any order. */
export function quantiles(values) {
  const sorted = Float64Array.from(values).sort()
  return {
    p50: round(percentile(sorted, 50)),
    p95: round(percentile(sorted, 95)),
    p99: round(percentile(sorted, 99)),
    max: round(percentile(sorted, 100)),
  }
}

/** Lowest, median and highest of the rounds of a measurement. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
  return { min: round(sorted[0]), median: round(median), max: round(sorted.at(-1)) }
}

/** At most three significant digits. */
export function round(value) {
  return Number.isFinite(value) ? Number(value.toFixed(3)) : value
}
