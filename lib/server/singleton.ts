/**
 * All singletons, shared by every bundle of the process. Cached in a module variable, because a request looks up
 * dozens.
 */
const all = ((globalThis as unknown as Record<symbol, Map<string, unknown> | undefined>)[
  Symbol.for('dawr.singletons')
] ??= new Map())

/**
 * One value per process under `name`. Next bundles every route separately, so a module variable would exist many times.
 */
export function singleton<T>(name: string, make: () => T): T {
  const known = all.get(name) as T | undefined
  if (known !== undefined) return known
  const made = make()
  all.set(name, made)
  return made
}

/** Removes a singleton, so that the next use creates a new one. Returns the old value. */
export function dropSingleton<T>(name: string): T | undefined {
  const value = all.get(name) as T | undefined
  all.delete(name)
  return value
}
