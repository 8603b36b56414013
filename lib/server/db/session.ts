import 'server-only'
import { Client } from 'pg'

/** Time limits of a session outside the application's pool. */
export const sessionLimits = { connectionTimeoutMillis: 5_000, query_timeout: 60_000 }

/** Runs `work` in a separate session, outside the application's pool. */
export async function withSession<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, ...sessionLimits })
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

// Wrong password, unknown database, too many sessions: waiting does not help.
const final = /^(28|3D|53)/

// No socket, or no process listening on it.
const notListening = /^(ENOENT|ECONNREFUSED)$/

/** Whether a server accepts sessions: `busy` while it starts, recovers or stops, `none` if nothing listens. */
export async function answers(url: string): Promise<'ready' | 'busy' | 'none'> {
  try {
    return await withSession(url, () => Promise.resolve('ready' as const))
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (final.test(code)) throw error
    return notListening.test(code) ? 'none' : 'busy'
  }
}
