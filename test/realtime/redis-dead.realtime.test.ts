import { expect, test } from 'vitest'
import { startRedis } from '@/scripts/servers/redis.mjs'
import { ownServers } from './own-server'
import { Office } from './people'
import { all, seenEverywhere } from './seen-everywhere'

const servers = ownServers()

test('without Redis, and when it is back, changed and ended credentials are never accepted from a cache', {
  timeout: 120_000,
}, async () => {
  const redis = await startRedis()
  const env = { DATABASE_URL: await servers.database(), WORKERS: '2', REDIS_URL: redis.url }
  const { api } = await servers.start(env)
  const there = new Office(api)
  const [kept, closed] = [await there.hire('clerk'), await there.hire('clerk')]
  for (const person of [kept, closed]) expect(await seenEverywhere(api, person)).toEqual(all(200, ['clerk']))

  // Redis hangs with its state and resumes later, like a broken network link.
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
