import { newId } from '@/lib/shared/ids'

/** The host name under which the measured handlers answer. */
export const host = 'localhost:3000'

/** A command as a browser sends it. */
export function post(path: string, body: object, cookie: string | null): Request {
  const text = JSON.stringify(body)
  const headers = {
    host,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'idempotency-key': newId(),
    ...(cookie !== null && { cookie }),
  }
  return new Request(`http://${host}${path}`, { method: 'POST', headers, body: text })
}
