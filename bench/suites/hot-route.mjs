import autocannon from 'autocannon'
import { startNext } from '../../scripts/servers/next-start.mjs'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { openLoop } from '../load/open-loop.mjs'
import { fillQueue, settings, startClinic } from '../peers/dawr.mjs'
import { startRaw } from '../peers/raw.mjs'
import { round, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { family, usage } from '../platform/usage.mjs'

const path = '/api/v1/queues/lab/status'
const perSecond = 1000

/** `headers` are sent with every request; every answer must have the status `expected`. */
async function atFullSpeed({ port, pid, headers = {}, expected = 200 }, seconds) {
  const pids = family(pid)
  const before = usage(pids)
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections: 50,
    duration: seconds,
    headers,
  })
  if (Object.keys(result.statusCodeStats).join() !== String(expected) || result.errors > 0)
    throw new Error(`answers: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
  const cpuMs = usage(pids).cpuMs - before.cpuMs
  return { perSecond: round(result.requests.average), microseconds: round((cpuMs * 1000) / result.requests.total) }
}

async function atFixedRate(host, seconds) {
  const { latency, statuses, tookMs } = await openLoop({ port: host.port, path, perSecond, seconds })
  if (Object.keys(statuses).join() !== '200') throw new Error(`answers: ${JSON.stringify(statuses)}`)
  return { ...latency, tookMs: round(tookMs) }
}

/**
 * The route that every phone in the hall reads: our host compared with plain `next start` on the same database, and
 * with a bare Node server that sends the same bytes and headers.
 */
export async function hotRoute({ seconds = 10, rounds = 5 }) {
  const postgres = await startPostgres()
  const folder = throwAwayFolder('bench')
  const database = await postgres.createDatabase()
  const running = []
  try {
    const dawr = await startClinic({ database, dataDir: folder.path })
    running.push(dawr)
    await fillQueue(dawr, 'lab')
    const answer = await dawr.status('lab')
    const next = await startNext({ env: { ...settings, DATABASE_URL: database } })
    running.push(next)
    const raw = await startRaw(answer, folder.path)
    running.push(raw)
    const hosts = { 'server.ts': dawr, 'next start': next, 'raw Node': raw }
    const unchanged = { ...dawr, headers: { 'if-none-match': answer.headers.etag }, expected: 304 }
    const atFull = { ...hosts, 'server.ts, 304': unchanged }
    for (const host of Object.values(atFull)) await atFullSpeed(host, 3)

    const full = Object.fromEntries(Object.keys(atFull).map((name) => [name, []]))
    const fixed = Object.fromEntries(Object.keys(hosts).map((name) => [name, []]))
    for (let i = 1; i <= rounds; i++) {
      for (const [name, host] of Object.entries(atFull))
        full[name].push(await undisturbed(() => atFullSpeed(host, seconds)))
      for (const [name, host] of Object.entries(hosts))
        fixed[name].push(await undisturbed(() => atFixedRate(host, seconds)))
      console.error(`round ${i}`, JSON.stringify({ full, fixed }))
    }
    return describe({ full, fixed, seconds, rounds, bytes: Buffer.byteLength(answer.text) })
  } finally {
    for (const host of running) await host.stop()
    await postgres.stop()
    folder.remove()
  }
}

function describe({ full, fixed, seconds, rounds, bytes }) {
  const column = (results, pick) => spread(results.map(pick))
  const rows = Object.keys(full).map((name) => [
    name,
    ranged(column(full[name], (it) => it.perSecond)),
    ranged(column(full[name], (it) => it.microseconds)),
    ...['p50', 'p95', 'p99'].map((p) => (fixed[name] ? ranged(column(fixed[name], (it) => it[p])) : '')),
    ranged(column([...full[name], ...(fixed[name] ?? [])], (it) => it.others * 100)),
  ])
  const ratios = full['server.ts'].map((it, i) => it.perSecond / full['next start'][i].perSecond)
  const ratio = spread(ratios)
  const overRaw = full['server.ts'].map((it, i) => it.microseconds / full['raw Node'][i].microseconds)
  const cost = spread(overRaw)
  const p95 = column(fixed['server.ts'], (it) => it.p95)
  return {
    text: [
      `\`GET ${path}\`, ${bytes} bytes, ${rounds} rounds of ${seconds} s in turn; median of the rounds (lowest–highest).`,
      table(['host', 'requests/s', 'CPU µs/request', 'p50 ms', 'p95 ms', 'p99 ms', 'others %'], rows),
      'requests/s: autocannon, 50 connections, one request at a time on each. p50, p95, p99: 1,000 requests a second are ' +
        'sent whatever comes back, and each is counted from the moment at which it was due. The load runs on the same cores. ' +
        'raw Node: a bare `node:http` server with one ready answer. 304: every request names the tag it has.',
    ].join('\n\n'),
    data: { rounds: { full, fixed, ratios: ratios.map(round), overRaw: overRaw.map(round) } },
    verdicts: [
      {
        what: 'requests/s, server.ts against next start',
        value: `${ranged(ratio)} ×`,
        limit: '≥ 5 ×',
        ok: ratio.median >= 5,
      },
      {
        what: 'CPU a request, server.ts against raw Node with the same bytes',
        value: `${ranged(cost)} ×`,
        limit: '≤ 2 ×',
        ok: cost.median <= 2,
      },
      { what: 'p95 at 1,000 requests/s, worst round', value: `${p95.max} ms`, limit: '< 200 ms', ok: p95.max < 200 },
    ],
  }
}
