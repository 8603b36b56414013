import type { Api } from './api'
import type { Person } from './people'

type Seen = { status: number; roles: unknown }

/** The state of a session in every process: each request uses a new connection, so that the workers take turns. */
export async function seenEverywhere(api: Api, { headers }: Pick<Person, 'headers'>): Promise<Seen[]> {
  const seen: Seen[] = []
  for (let i = 0; i < 8; i++) {
    const { status, body } = await api.send('GET', '/session', { headers: { ...headers, connection: 'close' } })
    seen.push({ status, roles: (body['roles'] as { role: string }[] | undefined)?.map((it) => it.role) })
  }
  return seen
}

/** The same answer from every process. */
export const all = (status: number, roles?: string[]): Seen[] => Array.from({ length: 8 }, () => ({ status, roles }))
