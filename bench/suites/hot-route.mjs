import autocannon from 'autocannon'
import { startNext } from '../../scripts/servers/next-start.mjs'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { openLoop } from '../load/open-loop.mjs'
import { fillQueue, settings, startClinic } from '../peers/dawr.mjs'
import { round, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { family, usage } from '../platform/usage.mjs'

const path = '/api/v1/queues/lab/status'
const perSecond = 1000

async function atFullSpeed(host, seconds) {
  const pids = family(host.pid)
  const before = usage(pids)
  const result = await autocannon({ url: `http://127.0.0.1:${host.port}${path}`, connections: 50, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`)
  const cpuMs = usage(pids).cpuMs - before.cpuMs
  return { perSecond: round(result.requests.average), microseconds: round((cpuMs * 1000) / result.requests.total) }
}

async function atFixedRate(host, seconds) {
  const { latency, statuses, tookMs } = await openLoop({ port: host.port, path, perSecond, seconds })
  if (Object.keys(statuses).join() !== '200') throw new Error(`answers: ${JSON.stringify(statuses)}`)
  return { ...latency, tookMs: round(tookMs) }
}

/** The route that every phone in the hall reads: our host against plain `next start`, on one database. */
export async function hotRoute({ seconds = 10, rounds = 5 }) {
  const postgres = await startPostgres()
  const folder = throwAwayFolder('bench')
  const database = await postgres.createDatabase()
  const running = []
  try {
    const dawr = await startClinic({ database, dataDir: folder.path })
    running.push(dawr)
    await fillQueue(dawr, 'lab')
    const { text } = await dawr.status('lab')
    const next = await startNext({ env: { ...settings, DATABASE_URL: database } })
    running.push(next)
    const hosts = { 'server.ts': dawr, 'next start': next }
    for (const host of Object.values(hosts)) await atFullSpeed(host, 3)

    const full = { 'server.ts': [], 'next start': [] }
    const fixed = { 'server.ts': [], 'next start': [] }
    for (let i = 1; i <= rounds; i++) {
      for (const [name, host] of Object.entries(hosts))
        full[name].push(await undisturbed(() => atFullSpeed(host, seconds)))
      for (const [name, host] of Object.entries(hosts))
        fixed[name].push(await undisturbed(() => atFixedRate(host, seconds)))
      console.error(`round ${i}`, JSON.stringify({ full, fixed }))
    }
    return describe({ full, fixed, seconds, rounds, bytes: Buffer.byteLength(text) })
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
    ...['p50', 'p95', 'p99'].map((p) => ranged(column(fixed[name], (it) => it[p]))),
    ranged(column([...full[name], ...fixed[name]], (it) => it.others * 100)),
  ])
  const ratios = full['server.ts'].map((it, i) => it.perSecond / full['next start'][i].perSecond)
  const ratio = spread(ratios)
  const p95 = column(fixed['server.ts'], (it) => it.p95)
  return {
    text: [
      `\`GET ${path}\`, ${bytes} bytes, ${rounds} rounds of ${seconds} s in turn; median of the rounds (lowest–highest).`,
      table(['host', 'requests/s', 'CPU µs/request', 'p50 ms', 'p95 ms', 'p99 ms', 'others %'], rows),
      'requests/s: autocannon, 50 connections, one request at a time on each. p50, p95, p99: 1,000 requests a second are ' +
        'sent whatever comes back, and each is counted from the moment at which it was due. The load runs on the same cores.',
    ].join('\n\n'),
    data: { rounds: { full, fixed, ratios: ratios.map(round) } },
    verdicts: [
      {
        what: 'requests/s, server.ts against next start',
        value: `${ranged(ratio)} ×`,
        limit: '≥ 5 ×',
        ok: ratio.median >= 5,
      },
      { what: 'p95 at 1,000 requests/s, worst round', value: `${p95.max} ms`, limit: '< 200 ms', ok: p95.max < 200 },
    ],
  }
}
