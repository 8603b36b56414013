import { execFileSync } from 'node:child_process'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { takeTurns } from '../load/joiners.mjs'
import { startClinic } from '../peers/dawr.mjs'
import { quantiles, round, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { family, usage } from '../platform/usage.mjs'

const megabytesOf = (folder) => Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024

async function timed(work) {
  const began = performance.now()
  const result = await work()
  return { result, ms: performance.now() - began }
}

/** Proportional memory of the server and of its database processes. */
function memoryOf(pid) {
  const [server, ...children] = family(pid)
  return { server: usage([server]).pssMb, database: usage(children).pssMb }
}

async function oneRound({ clients, seconds }) {
  const folder = throwAwayFolder('bench')
  try {
    const first = await timed(() => startClinic({ dataDir: folder.path }))
    await first.result.stop()
    const second = await timed(() => startClinic({ dataDir: folder.path }))
    const clinic = second.result
    try {
      const idle = memoryOf(clinic.pid)
      await takeTurns({ port: clinic.port, service: 'lab', clients, seconds: 2 })
      const before = megabytesOf(folder.path)
      const run = await takeTurns({ port: clinic.port, service: 'lab', clients, seconds })
      const busy = memoryOf(clinic.pid)
      return {
        firstStartMs: round(first.ms),
        secondStartMs: round(second.ms),
        idleMb: round(idle.database),
        busyMb: round(busy.database),
        serverMb: round(busy.server),
        perSecond: round((run.tickets.length * 1000) / run.tookMs),
        p95: quantiles(run.latencies).p95,
        kbPerTicket: round(((megabytesOf(folder.path) - before) * 1024) / run.tickets.length),
        tickets: run.tickets.length,
      }
    } finally {
      await clinic.stop()
    }
  } finally {
    folder.remove()
  }
}

/** Dawr with Node alone: start-up time, memory and disk use of its database, and throughput. */
export async function embedded({ clients = 50, seconds = 10, rounds = 3 }) {
  const results = []
  for (let i = 1; i <= rounds; i++) {
    results.push(await undisturbed(() => oneRound({ clients, seconds })))
    console.error(`round ${i}`, JSON.stringify(results.at(-1)))
  }
  const over = (name) => spread(results.map((it) => it[name]))
  const rows = [
    ['first start, with a new cluster and the demonstration data, ms', over('firstStartMs')],
    ['second start, ms', over('secondStartMs')],
    ['database idle, MB (PSS of its processes)', over('idleMb')],
    [`database after ${clients} clients, MB`, over('busyMb')],
    ['server process after them, MB', over('serverMb')],
    ['tickets/s', over('perSecond')],
    ['p95 of a ticket, ms', over('p95')],
    ['growth of the data folder, KB a ticket', over('kbPerTicket')],
    ['others %', spread(results.map((it) => it.others * 100))],
  ].map(([what, values]) => [what, ranged(values)])
  const speed = over('perSecond')
  return {
    text: [
      `Dawr without \`DATABASE_URL\`, ${rounds} rounds on new data folders; median (lowest–highest). Starts count from the start of the process to the first answer of \`/health/ready\`. Then ${clients} clients take tickets in one clinic for ${seconds} s. The growth includes PostgreSQL's write-ahead log, which is reused once it has reached its limit.`,
      table(['', 'measured'], rows),
    ].join('\n\n'),
    data: { rounds: results },
    verdicts: [{ what: 'tickets/s', value: ranged(speed), limit: '≥ 500', ok: speed.median >= 500 }],
  }
}
