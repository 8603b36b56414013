import { beforeAll, expect, test } from 'vitest'
import { type OwnServer, ownServers } from './own-server'

const servers = ownServers()
let server: OwnServer
beforeAll(async () => {
  server = await servers.start({ DATABASE_URL: await servers.database(), PUBLIC_URL: 'https://dawr.example' })
})

test('A13 with https every cookie is Secure and has the __Host- prefix, and cookies without it are ignored', async () => {
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

test('T6: the cookie that keeps the language is Secure too', async () => {
  const answer = await fetch(`${server.url}/ar`, { headers: { 'accept-language': 'en' } })
  await answer.body?.cancel()
  const line = answer.headers.getSetCookie().find((it) => it.startsWith('NEXT_LOCALE='))
  expect(line).toMatch(/^NEXT_LOCALE=ar;.*; Secure/)
})

test('A24 every answer carries HSTS', async () => {
  for (const path of ['/ar', '/api/v1/services', '/api/v1/nothing', '/icons/icon.svg', '/api/docs', '/health/live']) {
    const answer = await fetch(`${server.url}${path}`, { redirect: 'manual' })
    await answer.body?.cancel()
    const [, seconds] = /^max-age=(\d+)/.exec(answer.headers.get('strict-transport-security') ?? '') ?? []
    expect(Number(seconds), path).toBeGreaterThanOrEqual(31_536_000)
  }
})
