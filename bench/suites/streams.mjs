import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { startRedis } from '../../scripts/servers/redis.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { fillQueue, startClinic } from '../peers/dawr.mjs'
import { nchan } from '../peers/nchan.mjs'
import { nextSse } from '../peers/next-sse.mjs'
import { socketIo } from '../peers/socket-io.mjs'
import { send } from '../platform/http.mjs'
import { quantiles, round } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { openStreams, prepareReceiver } from '../platform/receiver.mjs'
import { family, usage } from '../platform/usage.mjs'
import { describeStreams, judgeStreams } from './streams-report.mjs'

// Each round uses a clinic that no earlier round used, so that all snapshots have the same size.
const clinics = [
  'lab',
  'xray',
  'eyes',
  'internal',
  'ent',
  'surgery',
  'dental',
  'psychiatry',
  'derma',
  'bones',
  'vitals',
  'ecg',
]
const warmUps = 10

/**
 * When the transaction of each version of a queue was committed, as recorded by the database (ns on the monotonic
 * clock).
 */
async function commitTimes(database, service) {
  const wallClock = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)) - process.hrtime.bigint()
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT (body->>'version')::int AS version,
         (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint::text AS microseconds
       FROM event_log WHERE type = 'queue_update' AND body->>'service' = $1`,
      [service],
    )
    return new Map(rows.map((row) => [row.version, BigInt(row.microseconds) * 1000n - wallClock]))
  } finally {
    await client.end()
  }
}

/** Dawr: each event is caused by a real command, a visitor who takes a turn. */
function dawr(name, { database, dataDir, env, alsoCounted = [] }) {
  return {
    name,
    mode: 'sse',
    async start() {
      const service = clinics.shift()
      if (!service) throw new Error(`no more than ${clinics.length} rounds`)
      const clinic = await startClinic({ database, dataDir, env })
      await fillQueue(clinic, service)
      const { body } = await clinic.status(service)
      let version = body.version
      return {
        ...clinic,
        request: `GET /api/v1/events/stream?service=${service} HTTP/1.1\r\nHost: 127.0.0.1:${clinic.port}\r\nAccept: text/event-stream\r\n\r\n`,
        pids: () => [...family(clinic.pid), ...alsoCounted],
        publish: async () => ({ ...(await clinic.join(service)), version: ++version }),
        async existed(published) {
          const now = (await clinic.status(service)).body.version
          if (now !== version) throw new Error(`${name}: the queue is at version ${now}, not ${version}`)
          const commits = await commitTimes(database, service)
          return published.map((it) => ({ ...it, existsAt: commits.get(it.version) }))
        },
      }
    },
  }
}

/** Another system, sending the bytes of Dawr's snapshots. */
function peer(system, snapshot) {
  return {
    ...system,
    async start() {
      const server = await system.start()
      let version = 0
      const publish = async () => {
        const body = snapshot.replace(/"version":\d+/, `"version":${++version}`)
        const headers = { 'content-length': Buffer.byteLength(body), 'x-eventsource-event': 'queue_update' }
        const answer = await send(server.port, 'POST', '/publish', { body, headers })
        if (answer.status >= 300) throw new Error(`${system.name}: ${answer.status} ${answer.text}`)
        return { ...answer, version }
      }
      return {
        ...server,
        request: system.request,
        pids: () => family(server.pid),
        publish,
        existed: (published) => published.map((it) => ({ ...it, existsAt: it.sentAt })),
      }
    },
  }
}

async function publishEachSecond(count, publish) {
  const published = []
  const began = performance.now()
  for (let i = 0; i < count; i++) {
    await wait(Math.max(0, began + i * 1000 - performance.now()))
    published.push(await publish())
  }
  await wait(1500)
  return published
}

async function measure(system, receiver, { connections, seconds }) {
  const server = await system.start()
  try {
    const { port, request, publish } = server
    const streams = await openStreams(receiver, { port, connections, mode: system.mode, request })
    for (let i = 0; i < warmUps; i++) await wait(300).then(publish)
    await wait(700)
    const pids = server.pids()
    const before = { server: usage(pids), client: usage([streams.pid]) }
    const published = await publishEachSecond(seconds, publish)
    const after = { server: usage(pids), client: usage([streams.pid]) }
    const events = await server.existed(published)
    const { tally, arrivals } = await streams.finish()
    const judged = judgeStreams(events, arrivals, connections)
    const microseconds = (side) => round(((after[side].cpuMs - before[side].cpuMs) * 1000) / judged.deliveries)
    return {
      ...judged,
      answer: quantiles(published.map(({ sentAt, answeredAt }) => Number(answeredAt - sentAt) / 1e6)),
      openedInMs: round(streams.openedInMs),
      refused: tally.refused,
      closed: tally.lost,
      bytesPerEvent: Math.round(tally.bytes / tally.events),
      processes: after.server.processes,
      rssMb: round(after.server.rssMb),
      pssMb: round(after.server.pssMb),
      serverMicroseconds: microseconds('server'),
      clientMicroseconds: microseconds('client'),
    }
  } finally {
    await server.stop()
  }
}

async function snapshotOf(settings) {
  const clinic = await startClinic(settings)
  const service = clinics.shift()
  await fillQueue(clinic, service)
  const { text } = await clinic.status(service)
  await clinic.stop()
  return text
}

/** Many open streams and one event per second for all of them: Dawr and its alternatives. */
export async function streams({ connections = 3000, seconds = 30, rounds = 3, only }) {
  const receiver = prepareReceiver()
  const folder = throwAwayFolder('bench')
  const [postgres, redis] = await Promise.all([
    startPostgres({ settings: { track_commit_timestamp: 'on' } }),
    startRedis(),
  ])
  try {
    const settings = { database: await postgres.createDatabase(), dataDir: folder.path }
    const snapshot = await snapshotOf(settings)
    const shared = { REDIS_URL: redis.url, WORKERS: '2' }
    const all = [
      dawr('Dawr', settings),
      dawr('Dawr, 2 workers and Redis', { ...settings, env: shared, alsoCounted: [redis.pid] }),
      ...[nchan(), nchan(1), socketIo, nextSse].map((system) => peer(system, snapshot)),
    ]
    const systems = all.filter(({ name }) => !only || only.split(',').some((part) => name.toLowerCase().includes(part)))
    for (const system of systems) system.prepare?.()
    const taken = new Map(systems.map(({ name }) => [name, []]))
    for (let i = 1; i <= rounds; i++) {
      for (const system of systems) {
        const result = await undisturbed(() => measure(system, receiver, { connections, seconds }))
        taken.get(system.name).push(result)
        console.error(`round ${i}, ${system.name}:`, JSON.stringify(result))
      }
    }
    return describeStreams(taken, { connections, seconds, rounds, receiver: receiver.name })
  } finally {
    await Promise.all([postgres.stop(), redis.stop()])
    folder.remove()
  }
}
