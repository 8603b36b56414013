import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { childrenOf, killAll } from '../../scripts/servers/process-tree.mjs'
import { startRedis } from '../../scripts/servers/redis.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { startClinic } from '../peers/dawr.mjs'
import { round, spread } from '../platform/numbers.mjs'
import { ranged, table } from '../platform/report.mjs'

const services = ['lab', 'eyes', 'dental']
const fewest = 30

/** The complete contents of the embedded database, queried through its socket. */
async function inDatabase(dataDir, sql) {
  const host = join(dataDir, 'database')
  const password = readFileSync(join(host, 'password'), 'utf8').trim()
  const client = new pg.Client({ host, user: 'dawr', password, database: 'dawr' })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** `clients` clients take tickets until the server is gone; returns those acknowledged with 201. */
function joinUntilGone(clinic, clients) {
  const acknowledged = []
  const person = async (i) => {
    for (;;) {
      const { status, body } = await clinic.join(services[i % services.length])
      if (status === 201) acknowledged.push(body)
    }
  }
  const over = Promise.allSettled(Array.from({ length: clients }, (_, i) => person(i)))
  return { acknowledged, over }
}

/**
 * Runs until a random time during the rush, then kills the server, its workers and every PostgreSQL process at once.
 */
async function cut(clinic, clients) {
  const { acknowledged, over } = joinUntilGone(clinic, clients)
  for (const end = Date.now() + 60_000; acknowledged.length < fewest; await wait(5))
    if (Date.now() > end) throw new Error(`only ${acknowledged.length} tickets in a minute`)
  await wait(Math.random() * 1_500)
  const processes = 1 + childrenOf(clinic.pid).length
  killAll(clinic.pid)
  await over
  return { acknowledged, processes }
}

async function compare(dataDir, told) {
  const tickets = await inDatabase(dataDir, 'SELECT id, code FROM ticket')
  const [{ repeated }] = await inDatabase(
    dataDir,
    `SELECT count(*)::int AS repeated FROM (SELECT 1 FROM ticket
       GROUP BY business_date, series_service_id, sequence HAVING count(*) > 1) AS twice`,
  )
  const codes = new Map(tickets.map(({ id, code }) => [id, code]))
  const wrong = told.filter(({ id, code }) => codes.get(id) !== code)
  return { tickets: tickets.length, lost: wrong.length, repeated, unanswered: tickets.length - told.length }
}

/** Whether everything acknowledged survives a power cut: rounds of a rush that end with SIGKILL of all processes. */
export async function powerCut({ rounds = 20, clients = 24 }) {
  const [folder, redis] = [throwAwayFolder('power-cut'), await startRedis()]
  const dataDir = folder.path
  const several = { WORKERS: '2', REDIS_URL: redis.url }
  const start = (number) => startClinic({ dataDir, env: number % 2 === 0 ? several : {}, readyWithin: 300_000 })
  const told = []
  const results = []
  try {
    let clinic = await start(1)
    for (let i = 1; i <= rounds; i++) {
      const { acknowledged, processes } = await cut(clinic, clients)
      told.push(...acknowledged)
      const began = performance.now()
      clinic = await start(i + 1)
      const startMs = round(performance.now() - began)
      const found = await compare(dataDir, told)
      results.push({ processes, acknowledged: acknowledged.length, startMs, ...found })
      console.error(`round ${i}`, JSON.stringify(results.at(-1)))
    }
    await clinic.stop()
  } finally {
    await redis.stop()
    folder.remove()
  }
  return describe({ results, told, clients, rounds })
}

function describe({ results, told, clients, rounds }) {
  const highest = (name) => Math.max(...results.map((it) => it[name]))
  const lost = highest('lost')
  const repeated = highest('repeated')
  const rows = results.map((it, i) => [
    i + 1,
    i % 2 === 0 ? 'one process' : '2 workers, Redis',
    it.processes,
    it.acknowledged,
    it.lost,
    it.repeated,
    it.unanswered,
    it.startMs,
  ])
  const head = ['round', 'server', 'killed', 'acknowledged', 'lost', 'repeated', 'unanswered', 'start after it, ms']
  return {
    text: [
      `Dawr on its embedded PostgreSQL, one data folder for all ${rounds} rounds. ${clients} clients take tickets in ${services.length} clinics by \`POST /api/v1/tickets\`; at a random moment of that rush the server, its workers and every process of PostgreSQL get SIGKILL. Dawr is started again on the folder, everything acknowledged with 201 so far is compared with the database, and the next rush begins.`,
      table(head, rows),
      `**lost**: acknowledged and not there with its code, of all rounds so far. **repeated**: numbers of a clinic's day given out twice. **unanswered**: committed so far, but its client was cut off before the answer; the client would repeat the request with its key. The start after a cut, with recovery, took ${ranged(spread(results.map((it) => it.startMs)))} ms.`,
      'SIGKILL does not empty the cache of the operating system. That a commit has reached the disk before it is acknowledged is left to PostgreSQL: fsync, full_page_writes and synchronous_commit are on, which `embedded.db.test.ts` checks.',
    ].join('\n\n'),
    data: { rounds: results },
    verdicts: [
      { what: `acknowledged tickets lost, of ${told.length}`, value: String(lost), limit: '0', ok: lost === 0 },
      { what: 'numbers given out twice', value: String(repeated), limit: '0', ok: repeated === 0 },
    ],
  }
}
