const key = Symbol.for('bench.listeners')

/** Every open stream of this process; Next bundles each route apart, so the set hangs on the global object. */
export const listeners = (globalThis[key] ??= new Set())
