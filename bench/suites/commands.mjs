import pg from 'pg'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { startRedis } from '../../scripts/servers/redis.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { projectRoot } from '../../scripts/support/check.mjs'
import { serveLines } from '../load/clerks.mjs'
import { startClinic } from '../peers/dawr.mjs'
import { buildEarlierHost } from '../peers/earlier-host.mjs'
import { quantiles, round, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { family, usage } from '../platform/usage.mjs'

const wanted = 1.8

/** PostgreSQL's statistics of this database: statements sent, including BEGIN and COMMIT. */
const sent = `SELECT coalesce(sum(calls), 0)::int AS n FROM pg_stat_statements AS s JOIN pg_database AS d ON d.oid = s.dbid
  WHERE d.datname = current_database() AND s.toplevel`

async function inDatabase(url, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Fills the line of every clinic that has its own service point. Returns the lines. */
async function fillLines(clinic, waiting) {
  const { body: branch } = await clinic.branch()
  const taken = new Set()
  const lines = branch.services.flatMap(({ slug: service }) => {
    const point = branch.servicePoints.find((it) => it.services.includes(service) && !taken.has(it.slug))
    if (!point) return []
    taken.add(point.slug)
    return [{ service, servicePoint: point.slug, waiting }]
  })
  await Promise.all(
    lines.map(async ({ service }) => {
      for (let i = 0; i < waiting; i++) await clinic.join(service)
    }),
  )
  return lines
}

async function oneRound(postgres, redis, { root, workers, waiting, seconds }) {
  const database = await postgres.createDatabase()
  const folder = throwAwayFolder('bench')
  const env = workers > 1 ? { WORKERS: String(workers), REDIS_URL: redis.url } : {}
  const clinic = await startClinic({ database, dataDir: folder.path, env, root })
  try {
    await inDatabase(database, (client) => client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements'))
    const lines = await fillLines(clinic, waiting)
    await serveLines({ clinic, lines: lines.map((line) => ({ ...line, waiting: Math.ceil(waiting / 10) })), seconds })
    const pids = [family(clinic.pid), family(postgres.pid)]
    const before = pids.map(usage)
    return await inDatabase(database, async (client) => {
      const statements = async () => (await client.query(sent)).rows[0].n
      const first = await statements()
      const left = lines.map((line) => ({ ...line, waiting: waiting - Math.ceil(waiting / 10) }))
      const { latencies, repeated, tookMs } = await serveLines({ clinic, lines: left, seconds })
      const count = Object.values(latencies).reduce((sum, it) => sum + it.length, 0)
      const [server, postgresql] = pids.map((of, i) => round(((usage(of).cpuMs - before[i].cpuMs) * 1000) / count))
      return {
        perSecond: round((count * 1000) / tookMs),
        commands: count,
        repeated,
        statementsEach: round(((await statements()) - first) / count),
        latency: Object.fromEntries(Object.entries(latencies).map(([name, it]) => [name, quantiles(it)])),
        microseconds: { server, postgresql },
      }
    })
  } finally {
    await clinic.stop()
    await postgres.dropDatabase(database)
    folder.remove()
  }
}

/** Commands per second of one busy branch, each command in its own transaction, compared with an earlier commit. */
export async function commands({ against = 'f390413', seconds = 8, rounds = 3, waiting = 150 }) {
  const earlier = buildEarlierHost(against)
  const postgres = await startPostgres({ settings: { shared_preload_libraries: 'pg_stat_statements' } })
  const redis = await startRedis()
  const kinds = [1, 2].flatMap((workers) => [
    { name: `${workers} × ${against}`, workers, root: earlier.root, results: [] },
    { name: `${workers} × now`, workers, root: projectRoot, results: [] },
  ])
  try {
    for (let i = 1; i <= rounds; i++) {
      for (const kind of kinds) {
        kind.results.push(await undisturbed(() => oneRound(postgres, redis, { ...kind, waiting, seconds })))
        console.error(`round ${i}, ${kind.name}`, JSON.stringify(kind.results.at(-1)))
      }
    }
  } finally {
    await redis.stop()
    await postgres.stop()
    earlier.remove()
  }
  return describe({ kinds, against, seconds, rounds, waiting })
}

function describe({ kinds, against, seconds, rounds, waiting }) {
  const median = (results) => spread(results.map((it) => it.perSecond)).median
  const verdicts = [1, 2].map((workers) => {
    const [before, now] = kinds.filter((it) => it.workers === workers).map((it) => median(it.results))
    const ratio = now / before
    const what = `commands/s with ${workers} worker${workers > 1 ? 's' : ''}, as a multiple of ${against}`
    return { what, value: ratio.toFixed(2), limit: `≥ ${wanted}`, ok: ratio >= wanted }
  })
  const row = ({ name, results }) => [
    name,
    ranged(spread(results.map((it) => it.perSecond))),
    ...['call', 'recall', 'start', 'finish'].map((command) =>
      ['p50', 'p95'].map((p) => ranged(spread(results.map((it) => it.latency[command][p])))).join(' / '),
    ),
    ranged(spread(results.map((it) => it.repeated))),
    ranged(spread(results.map((it) => it.statementsEach))),
    ['server', 'postgresql'].map((of) => ranged(spread(results.map((it) => it.microseconds[of])))).join(' + '),
    ranged(spread(results.map((it) => it.others * 100))),
  ]
  const head = [
    'workers',
    'commands/s',
    'call p50 / p95 ms',
    'recall',
    'start',
    'finish',
    'repeated',
    'statements each',
  ]
  return {
    text: [
      `One clerk at each service point of one branch, each calling, recalling, starting and finishing one visitor after another; ${waiting} wait in each clinic at first; at most ${seconds} s, ${rounds} rounds in turn, each on a new database (PostgreSQL, fsync on); median of the rounds (lowest–highest). Two workers share a Redis.`,
      table([...head, 'CPU µs/command: server + database', 'others %'], kinds.map(row)),
      '**repeated** is how often a clerk was told that the server is busy (503) and pressed again. **statements each** is what PostgreSQL counted (`pg_stat_statements`, with BEGIN and COMMIT) divided by the commands; sessions and the event log are among them.',
    ].join('\n\n'),
    data: { rounds: Object.fromEntries(kinds.map(({ name, results }) => [name, results])) },
    verdicts,
  }
}
