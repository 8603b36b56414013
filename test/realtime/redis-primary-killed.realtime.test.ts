import { expect, test } from 'vitest'
import { childrenOf } from '@/scripts/servers/process-tree.mjs'
import { startRedis } from '@/scripts/servers/redis.mjs'
import { ownServers } from './own-server'
import { eventually } from './wait'

const servers = ownServers()

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('workers end when the primary is killed, and a new server gets the port at once', async () => {
  const redis = await startRedis()
  const env = { DATABASE_URL: await servers.database(), REDIS_URL: redis.url, WORKERS: '2' }
  const first = await servers.start(env)
  const workers = childrenOf(first.pid)
  expect(workers).toHaveLength(2)
  process.kill(first.pid, 'SIGKILL')
  await eventually('the workers to end', () => !workers.some(isAlive), 5_000)
  const second = await servers.start(env, { port: first.port })
  expect((await second.api.send('GET', '/health/ready')).status).toBe(200)
  await second.stop()
  await redis.stop()
})
