import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { projectRoot } from '../../scripts/support/check.mjs'
import { importTypeScript } from '../../scripts/support/import-typescript.mjs'
import { clientAt, openStream } from '../load/attacks.mjs'
import { startClinic } from '../peers/dawr.mjs'
import { quantiles, round } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { family, usage } from '../platform/usage.mjs'
import { describe } from './hostile-report.mjs'

const places = 1_200
/** The default limits, behind a trusted proxy; fewer streams, so that one process can open them. */
const env = {
  TRUSTED_PROXIES: '127.0.0.1',
  ADDRESS_LIMIT_PER_SECOND: '200',
  PAGE_LIMIT_PER_SECOND: '10',
  API_LIMIT_PER_HOUR: '100000000',
  MAX_STREAMS: String(places),
  MAX_STREAMS_PER_ADDRESS: '400',
}
const attacker = '203.0.113.9'
const hall = '198.51.100.7'
const readEveryMs = 50
const pageEveryMs = 250

/** Asks again and again at a fixed rate, whatever the answers, until stopped; then resolves to the durations and statuses. */
function neighbour(ask, path, everyMs) {
  const durations = []
  const statuses = {}
  const running = []
  const timer = setInterval(() => {
    running.push(
      ask(path).then(({ status, ms }) => {
        durations.push(ms)
        statuses[status] = (statuses[status] ?? 0) + 1
      }),
    )
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await Promise.all(running)
    return { ...quantiles(durations), statuses }
  }
}

/** How long a neighbour waits for reads and pages during `attack`, and the highest memory of the server. */
async function measured(clinic, seconds, attack) {
  const ask = clientAt(clinic.port, '192.0.2.44')
  const pids = family(clinic.pid)
  let memoryMb = usage(pids).rssMb
  const watch = setInterval(() => (memoryMb = Math.max(memoryMb, usage(pids).rssMb)), 200)
  const end = await attack()
  const [reads, pages] = [
    neighbour(ask, '/api/v1/queues/lab/status', readEveryMs),
    neighbour(ask, '/ar/join/eyes', pageEveryMs),
  ]
  await wait(seconds * 1_000)
  const attacked = await end()
  const result = { reads: await reads(), pages: await pages(), memoryMb: round(memoryMb), attacked }
  clearInterval(watch)
  return result
}

/** Streams from three addresses of one network take what they get; then others ask for one. */
async function streamsOfOneNetwork({ port, staffCookie }) {
  const opened = []
  for (let i = 0; i < 1_600; i += 100) {
    const some = Array.from({ length: 100 }, (_, k) => openStream(port, `203.0.113.${((i + k) % 3) + 1}`))
    opened.push(...(await Promise.all(some)).map(({ stream }) => stream))
  }
  const heldBefore = opened.filter((it) => it.isOpen).length
  const phones = await Promise.all(Array.from({ length: 300 }, (_, i) => openStream(port, `10.${i >> 8}.${i & 255}.7`)))
  const staff = await Promise.all(Array.from({ length: 10 }, () => openStream(port, attacker, { cookie: staffCookie })))
  const result = {
    heldBefore,
    heldAfter: opened.filter((it) => it.isOpen).length,
    phones: phones.filter(({ stream }) => stream.status === 200).length,
    staff: staff.filter(({ stream }) => stream.status === 200).length,
    ...quantiles(phones.map(({ ms }) => ms)),
  }
  for (const { stream } of [...phones, ...staff]) stream.close()
  for (const stream of opened) stream.close()
  return result
}

/** Starts an attack of `load/attacks.mjs` in a thread; the result ends it and resolves to what the attacker was answered. */
async function attackBy(name, ...options) {
  const thread = new Worker(new URL('../load/attack-worker.mjs', import.meta.url), { workerData: { name, options } })
  await once(thread, 'message')
  return async () => {
    const answer = once(thread, 'message')
    thread.postMessage('end')
    const [result] = await answer
    await thread.terminate()
    return result
  }
}

/** Calls one after the other, as a clerk does, until stopped; resolves then to how long each took. */
function clerkAt(clinic, servicePoint) {
  const calls = []
  let isOver = false
  const working = (async () => {
    while (!isOver) {
      const began = performance.now()
      const { body } = await clinic.callNext('lab', servicePoint)
      calls.push(performance.now() - began)
      await clinic.act(body.id, 'start')
      // One person may send 10 commands a second.
      await wait(200)
    }
  })()
  return async () => {
    isOver = true
    await working
    return quantiles(calls)
  }
}

/** All phones of a hall open their page at the same time while a clerk calls one after the other. */
async function hallOpens(clinic, servicePoint, pages) {
  const quiet = clerkAt(clinic, servicePoint)
  await wait(2_000)
  const quietCalls = await quiet()
  const busy = clerkAt(clinic, servicePoint)
  const { allMs, answers } = await (await attackBy('phones', clinic.port, hall, pages))()
  const calls = await busy()
  const statuses = {}
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
  return { allMs: round(allMs), pages: quantiles(answers.map(({ ms }) => ms)), calls, quietCalls, statuses }
}

async function visitorsOf(clinic, count) {
  const visitors = []
  for (let i = 0; i < count; i++) {
    const { headers, body } = await clinic.join(i % 2 === 0 ? 'eyes' : 'dental')
    visitors.push({ cookie: headers['set-cookie'].map((line) => line.split(';')[0]).join('; '), link: body.link })
  }
  return visitors
}

const attacksOn = ({ port }, { cookie }) => ({
  'nothing (for comparison)': async () => async () => ({}),
  '100 connections on /ar': () => attackBy('flood', port, attacker, { connections: 100, path: '/ar' }),
  '100 connections on pages of one visitor': () =>
    attackBy('flood', port, attacker, { connections: 100, path: '/ar', cookie }),
  '100 connections on pages that are not there': () =>
    attackBy('flood', port, attacker, { connections: 100, path: '/ar/no/such/page' }),
  ...Object.fromEntries(
    [60, 100].map((connections) => [
      `${connections} connections on openapi.json`,
      () => attackBy('flood', port, attacker, { connections, path: '/api/v1/openapi.json' }),
    ]),
  ),
  '300 connections that send a header drop by drop': () => attackBy('dripping', port, { connections: 300 }),
  'bodies of 50 KB that unpack to 50 MB': () => attackBy('bombs', port, attacker, { connections: 20 }),
  ...Object.fromEntries(
    ['/api/v1/openapi.json', '/ar', '/icons/icon-512.png', '/ar/no/such/page'].map((path) => [
      `100 connections, 500 pipelined requests each for ${path}, unread`,
      () => attackBy('pipeline', port, attacker, { connections: 100, requests: 500, path }),
    ]),
  ),
})

/** What the limits themselves cost a request, measured inside this process. */
async function insideFigures() {
  const { TokenBuckets, readCookie } = await importTypeScript(
    projectRoot,
    `export { TokenBuckets } from '@/lib/server/token-buckets'
export { readCookie } from '@/lib/server/identity/cookies'`,
  )
  const buckets = new TokenBuckets(1_000, 1_000)
  const header = `${'a=b; '.repeat(3_000)}dawr_session=c`
  const timed = (times, work) => {
    const began = performance.now()
    for (let i = 0; i < times; i++) work(i)
    return (performance.now() - began) / times
  }
  return {
    takeMicroseconds: round(timed(200_000, (i) => buckets.take(`key ${i % 500}`, i / 100)) * 1_000),
    cookieMs: round(timed(200, () => readCookie(header, 'dawr_session'))),
  }
}

/** What attacks within the limits cost the others: pages, the API description, pipelining, streams, and a whole hall at once. */
export async function hostile({ seconds = 6, phones = 300 }) {
  const postgres = await startPostgres()
  const folder = throwAwayFolder('hostile')
  const clinic = await startClinic({ database: await postgres.createDatabase(), dataDir: folder.path, env })
  try {
    const visitors = await visitorsOf(clinic, phones)
    for (let i = 0; i < phones; i++) await clinic.join('lab')
    const servicePoint = await clinic.servicePointOf('lab')
    const ask = clientAt(clinic.port, hall)
    for (let i = 0; i < 40; i++)
      for (const path of ['/ar', visitors[0].link.replace('/visit', '/ar/visit')]) await ask(path)

    const attacks = {}
    for (const [name, attack] of Object.entries(attacksOn(clinic, visitors[0]))) {
      attacks[name] = await undisturbed(() => measured(clinic, seconds, attack))
      console.error(name, JSON.stringify(attacks[name]))
      // The attacker's limit fills up again.
      await wait(6_000)
    }
    const opening = {
      'no turn yet: /ar': visitors.map(() => ({ path: '/ar' })),
      'with a turn: the page of the visit': visitors.map(({ link, cookie }) => ({ path: `/ar${link}`, cookie })),
    }
    const halls = {}
    for (const [name, pages] of Object.entries(opening)) {
      halls[name] = await undisturbed(() => hallOpens(clinic, servicePoint, pages))
      console.error(name, JSON.stringify(halls[name]))
      await wait(6_000)
    }
    const staffCookie = await clinic.staffCookie()
    const streams = await streamsOfOneNetwork({ port: clinic.port, staffCookie })
    console.error('streams', JSON.stringify(streams))
    const how = { seconds, phones, places, readEveryMs, pageEveryMs }
    return describe({ attacks, halls, streams, inside: await insideFigures(), how })
  } finally {
    await clinic.stop()
    await postgres.stop()
    folder.remove()
  }
}
