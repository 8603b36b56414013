import { describe, expect, test } from 'vitest'
import { startRedis } from '@/scripts/servers/redis.mjs'
import type { Api } from './api'
import { ownServers } from './own-server'
import { Office, type Person } from './people'
import { sharedServer } from './shared-server'

const server = sharedServer()
const office = new Office(server.api)
const servers = ownServers()

type Seen = { status: number; roles: unknown }

/** What every process says of a session: each question comes over a connection of its own, so that they take turns. */
async function seenEverywhere(api: Api, { headers }: Pick<Person, 'headers'>): Promise<Seen[]> {
  const seen: Seen[] = []
  for (let i = 0; i < 8; i++) {
    const { status, body } = await api.send('GET', '/session', { headers: { ...headers, connection: 'close' } })
    seen.push({ status, roles: (body['roles'] as { role: string }[] | undefined)?.map((it) => it.role) })
  }
  return seen
}

const all = (status: number, roles?: string[]): Seen[] => Array.from({ length: 8 }, () => ({ status, roles }))

/** Ways to end a session, and the next request says so. */
const ends: Record<string, (person: Person) => Promise<unknown>> = {
  'is deactivated': ({ id, version }) => office.command(`/staff/${id}/deactivate`, { version }),
  'is sent out of all sessions': ({ id }) => office.command(`/staff/${id}/end-sessions`),
  'loses the second step': ({ id, version }) =>
    office.command(`/staff/${id}/reset-second-factor`, { version, reason: 'lost' }),
  'signs out': ({ headers }) => server.api.send('DELETE', '/session', { headers }),
}

describe('the very next request, whichever process answers it', () => {
  test('has the roles that somebody was just given', async () => {
    const person = await office.hire('clerk')
    expect(await seenEverywhere(server.api, person)).toEqual(all(200, ['clerk']))
    for (const [round, role] of (['manager', 'cashier', 'clerk'] as const).entries()) {
      const body = { version: person.version + round, roles: [{ role, branch: 'main' }] }
      await office.command(`/staff/${person.id}/roles`, body)
      expect(await seenEverywhere(server.api, person)).toEqual(all(200, [role]))
    }
  })

  test.each(Object.entries(ends))('A13: is refused when somebody %s', async (_, end) => {
    const person = await office.hire('clerk')
    expect(await seenEverywhere(server.api, person)).toEqual(all(200, ['clerk']))
    await end(person)
    expect(await seenEverywhere(server.api, person)).toEqual(all(401))
  })
})

test('while Redis is dead, and when it is back, nobody is believed to be what they were', {
  timeout: 120_000,
}, async () => {
  const redis = await startRedis()
  const env = { DATABASE_URL: await servers.database(), WORKERS: '2', REDIS_URL: redis.url }
  const { api } = await servers.start(env)
  const there = new Office(api)
  const [kept, closed] = [await there.hire('clerk'), await there.hire('clerk')]
  for (const person of [kept, closed]) expect(await seenEverywhere(api, person)).toEqual(all(200, ['clerk']))

  // It hangs, with all that it remembers, and is awake again later: as after a broken line.
  process.kill(redis.pid, 'SIGSTOP')
  try {
    await there.command(`/staff/${closed.id}/deactivate`, { version: closed.version })
    await there.command(`/staff/${kept.id}/roles`, {
      version: kept.version,
      roles: [{ role: 'manager', branch: 'main' }],
    })
    expect(await seenEverywhere(api, closed)).toEqual(all(401))
    expect(await seenEverywhere(api, kept)).toEqual(all(200, ['manager']))
  } finally {
    process.kill(redis.pid, 'SIGCONT')
  }
  expect(await seenEverywhere(api, closed)).toEqual(all(401))
  expect(await seenEverywhere(api, kept)).toEqual(all(200, ['manager']))

  await redis.stop()
  const { id } = kept
  await there.command(`/staff/${id}/roles`, { version: kept.version + 1, roles: [{ role: 'sales', branch: 'main' }] })
  expect(await seenEverywhere(api, kept)).toEqual(all(200, ['sales']))
  const again = await startRedis({ port: redis.port })
  expect(await seenEverywhere(api, kept)).toEqual(all(200, ['sales']))
  await again.stop()
})
