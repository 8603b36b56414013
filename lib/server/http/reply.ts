import 'server-only'

/**
 * A finished answer that either host can write. `headers` alternates names and values, as Node's `writeHead` accepts
 * them.
 */
export type Reply = { status: number; headers: string[]; body: string | Buffer }

/** Statuses whose answers have no body (RFC 9110). */
export const isBodyless = (status: number): boolean => status === 204 || status === 304

/** A reply as a web `Response`, for Next. */
export function webResponse({ status, headers, body }: Reply): Response {
  const all = new Headers()
  for (let i = 0; i < headers.length; i += 2) all.append(headers[i] ?? '', headers[i + 1] ?? '')
  return new Response(isBodyless(status) ? null : typeof body === 'string' ? body : new Uint8Array(body), {
    status,
    headers: all,
  })
}
