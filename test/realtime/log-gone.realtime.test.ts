import { expect, test } from 'vitest'
import { ownServers } from './own-server'

const servers = ownServers()

test('X7: a server whose log pipe is closed keeps serving requests', async () => {
  const server = await servers.start({ DATABASE_URL: await servers.database(), LOG_LEVEL: 'debug' })
  server.stopReading()
  const codes: string[] = []
  for (let i = 0; i < 20; i++) codes.push((await server.api.join('lab')).code)
  expect(new Set(codes).size).toBe(20)
  expect((await fetch(`${server.url}/ar/tv/main`)).status).toBe(200)
  expect((await fetch(`${server.url}/api/v1/health/ready`)).status).toBe(200)
})
