import { afterAll, beforeAll, expect, test } from 'vitest'
import { allJobs } from '@/lib/features/all-jobs'
import { newId } from '@/lib/shared/ids'
import { killAll } from '@/scripts/servers/process-tree.mjs'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { startGateway } from '@/test/messaging/gateway'
import { EventSql } from './event-sql'
import { type OwnServer, ownServers } from './own-server'
import { eventually } from './wait'

const servers = ownServers()

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.stop())

type Row = { name: string; state: string; slot: string | null }

async function jobsIn(databaseUrl: string): Promise<Row[]> {
  const sql = await EventSql.open(databaseUrl)
  const rows = await sql.query<Row>(`SELECT name, state::text AS state, data->>'slot' AS slot FROM pgboss.job`)
  await sql.close()
  return rows
}

const askForCode = (server: OwnServer, phone: string) =>
  server.api.send('POST', '/phone-confirmations', {
    body: { phone, branch: 'main', language: 'en' },
    headers: { 'idempotency-key': newId() },
  })

test('a requested code is sent by another process when the one that accepted the request is killed', async () => {
  const env = { DATABASE_URL: await servers.database(), MESSAGE_GATEWAY_URL: gateway.url, WORKERS: '1' }
  const folder = throwAwayFolder('jobs')
  const first = await servers.start(env, { dataDir: folder.path })
  // Whether or not the first process tries it before its end, the gateway accepts nothing from it.
  gateway.answerWith(...Array.from({ length: 20 }, () => 503))
  const asked = await askForCode(first, '0501234567')
  expect(asked.status).toBe(201)
  killAll(first.pid)
  await first.ended
  const refused = gateway.received.length
  gateway.answerWith()

  await servers.start(env, { dataDir: folder.path })
  await eventually('the code', () => gateway.received.length > refused, 50_000)
  const sent = gateway.received.slice(refused)
  expect(sent).toMatchObject([{ message: { to: '+966501234567', kind: 'code' } }])
  expect(new Set(gateway.received.map(({ key }) => key))).toEqual(new Set([asked.body['id']]))
  await eventually('the end of the job', async () =>
    (await jobsIn(env.DATABASE_URL)).some((it) => it.name === 'persons.send-code' && it.state === 'completed'),
  )
  folder.remove()
}, 90_000)

const schedules = allJobs.filter(({ everySeconds }) => everySeconds !== null).length

test('two servers on one database run each slot of a schedule once', async () => {
  const env = { DATABASE_URL: await servers.database(), WORKERS: '1' }
  const folders = [throwAwayFolder('jobs'), throwAwayFolder('jobs')]
  const [one] = [await servers.start(env, { dataDir: folders[0]?.path ?? '' })]
  const other = await servers.start(env, { dataDir: folders[1]?.path ?? '' })
  const scheduled = await eventually('a run of every schedule', async () => {
    const rows = (await jobsIn(env.DATABASE_URL)).filter((it) => it.slot !== null)
    const isDone = new Set(rows.map((it) => it.name)).size === schedules && rows.every((it) => it.state === 'completed')
    return isDone && rows
  })
  const runs = scheduled.map((it) => `${it.name} ${it.slot}`)
  expect(new Set(runs).size).toBe(runs.length)
  expect((await one.api.send('GET', '/health/metrics')).body['text']).toContain('dawr_jobs{')
  await Promise.all([one.stop(), other.stop()])
  for (const folder of folders) folder.remove()
}, 90_000)
