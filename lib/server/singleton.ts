/** All of them, found by every bundle of the process. Kept at hand: requests ask dozens of times. */
const all = ((globalThis as unknown as Record<symbol, Map<string, unknown> | undefined>)[
  Symbol.for('dawr.singletons')
] ??= new Map())

/**
 * One value a process under `name`. Next bundles every route apart, so a module variable would exist many times.
 */
export function singleton<T>(name: string, make: () => T): T {
  const known = all.get(name) as T | undefined
  if (known !== undefined) return known
  const made = make()
  all.set(name, made)
  return made
}

/** Forgets a singleton, so that the next use makes it anew. Answers the value that was there. */
export function dropSingleton<T>(name: string): T | undefined {
  const value = all.get(name) as T | undefined
  all.delete(name)
  return value
}
