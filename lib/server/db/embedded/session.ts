import 'server-only'
import { Client } from 'pg'

/** Runs `work` in a session of its own, outside the pool of the application. */
export async function withSession<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

// Wrong password, unknown database, no session left: waiting does not help.
const final = /^(28|3D|53)/

/** Whether a server accepts sessions: false while it starts, recovers or stops, or when none runs. */
export async function answers(url: string): Promise<boolean> {
  try {
    return await withSession(url, () => Promise.resolve(true))
  } catch (error) {
    if (final.test((error as { code?: string }).code ?? '')) throw error
    return false
  }
}
