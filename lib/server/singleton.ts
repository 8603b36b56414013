/**
 * One value a process under `name`. Next bundles every route apart, so a module variable would exist many times.
 */
export function singleton<T>(name: string, make: () => T): T {
  const key = Symbol.for(`dawr.${name}`)
  const store = globalThis as unknown as Record<symbol, T | undefined>
  return (store[key] ??= make())
}

/** Forgets a singleton, so that the next use makes it anew. Answers the value that was there. */
export function dropSingleton<T>(name: string): T | undefined {
  const key = Symbol.for(`dawr.${name}`)
  const store = globalThis as unknown as Record<symbol, T | undefined>
  const value = store[key]
  store[key] = undefined
  return value
}
