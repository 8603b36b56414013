/**
 * The method and path of an endpoint, without its schemas, so that the browser can call it without loading a validator.
 * `path` uses `{name}` for parameters, as OpenAPI does. Declared with `as const satisfies Endpoint`, not by a function:
 * unused endpoints are then left out of a page's scripts.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'DELETE'
  path: `/api/v1/${string}`
  /** The command may wait in the phone's outbox until the network is back. */
  mayWaitOffline?: boolean
}

/** Fills the `{name}` parts of a path. Throws if one is missing. */
export function pathOf(endpoint: Endpoint, params: Record<string, string> = {}): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`missing path parameter ${name}`)
    return encodeURIComponent(value)
  })
}
