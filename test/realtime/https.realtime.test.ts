import { beforeAll, expect, test } from 'vitest'
import { type OwnServer, ownServers } from './own-server'

const servers = ownServers()
let server: OwnServer
beforeAll(async () => {
  server = await servers.start({ DATABASE_URL: await servers.database(), PUBLIC_URL: 'https://dawr.example' })
})

test('A13 where the site is https every cookie is Secure and bound to the host, and the others count for nothing', async () => {
  const { cookie } = await server.api.signIn('reception')
  expect(cookie).toMatch(/^__Host-dawr_session=/)
  const plain = { cookie: cookie.replace('__Host-', '') }
  expect((await server.api.send('GET', '/session', { headers: plain })).status).toBe(401)
  expect((await server.api.send('GET', '/session', { headers: { cookie } })).status).toBe(200)
  const joined = await server.api.send('POST', '/tickets', { body: { service: 'lab' } })
  const lines = joined.headers.getSetCookie()
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(line).toMatch(/^__Host-[a-z_]+=.*Path=\/; HttpOnly; SameSite=Lax; .*Secure/)
})

test('A24 browsers are told never to try http again, by every answer', async () => {
  for (const path of ['/ar', '/api/v1/services', '/api/v1/nothing', '/icons/icon.svg', '/api/docs', '/health/live']) {
    const answer = await fetch(`${server.url}${path}`, { redirect: 'manual' })
    await answer.body?.cancel()
    const [, seconds] = /^max-age=(\d+)/.exec(answer.headers.get('strict-transport-security') ?? '') ?? []
    expect(Number(seconds), path).toBeGreaterThanOrEqual(31_536_000)
  }
})
