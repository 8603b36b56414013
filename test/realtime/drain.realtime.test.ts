import { request } from 'node:http'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { ownServers } from './own-server'
import { closedAfterEach } from './shared-server'
import { StreamRefused } from './stream-client'
import { eventually } from './wait'

const servers = ownServers()
const open = closedAfterEach()

/** A command whose body is still being sent; `finish` sends the rest and returns the status. */
async function slowJoin(url: string): Promise<{ finish: () => Promise<number> }> {
  const body = JSON.stringify({ service: 'lab' })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const outgoing = request(`${url}/api/v1/tickets`, { method: 'POST', agent: false, headers })
  const status = new Promise<number>((resolve, reject) => {
    outgoing.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0)))
    outgoing.on('error', reject)
  })
  status.catch(() => undefined)
  await new Promise<void>((done) => outgoing.write(body.slice(0, 5), () => done()))
  return { finish: () => (outgoing.end(body.slice(5)), status) }
}

/** The readiness status of the server, or 0 when it accepts no connection. */
const readiness = (url: string): Promise<number> =>
  fetch(`${url}/api/v1/health/ready`).then(
    (answer) => answer.status,
    () => 0,
  )

/** Whether the start has got as far as creating the tables. */
async function hasTables(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('branch') IS NOT NULL AS there`)
  await client.end()
  return rows[0]?.there === true
}

test('a stopping server says goodbye to 300 streams, finishes running requests, and exits in time', async () => {
  const server = await servers.start({ DATABASE_URL: await servers.database() })
  const streams = await Promise.all(Array.from({ length: 300 }, () => open(server.url, 'service=lab')))
  await Promise.all(streams.map((it) => it.begun()))
  const running = await slowJoin(server.url)
  expect(await readiness(server.url)).toBe(200)

  const began = Date.now()
  process.kill(server.pid, 'SIGTERM')
  await Promise.all(streams.map((it) => it.ended(15_000)))
  expect([0, 503]).toContain(await readiness(server.url))
  const refusal = await open(server.url, 'service=lab').then(
    () => null,
    (error: unknown) => error,
  )
  expect(refusal instanceof StreamRefused ? refusal.status : 503).toBe(503)
  expect(await running.finish()).toBe(201)
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(Date.now() - began).toBeLessThan(20_000)
  const waits = streams.map((it) => Number(it.heard.find((heard) => heard.type === 'bye')?.data['in']))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(500)
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000)
  expect(new Set(waits).size).toBeGreaterThan(100)
})

test('readers that stall or are still connecting do not delay the exit', async () => {
  const server = await servers.start({ DATABASE_URL: await servers.database() })
  const deaf = await Promise.all(Array.from({ length: 5 }, () => open(server.url, 'branch=main', { paused: true })))
  const coming = Array.from({ length: 50 }, () => open(server.url, 'branch=main').catch(() => null))
  const began = Date.now()
  process.kill(server.pid, 'SIGTERM')
  for (const stream of await Promise.all(coming)) await stream?.ended(15_000)
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(Date.now() - began).toBeLessThan(20_000)
  for (const stream of deaf) stream.resume()
  await eventually('the end of every stream', () => deaf.every((it) => it.hasEnded))
})

test('a server stopped while it is starting exits cleanly too', async () => {
  const url = await servers.database()
  const server = await servers.start({ DATABASE_URL: url }, { isReady: () => hasTables(url) })
  process.kill(server.pid, 'SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})
