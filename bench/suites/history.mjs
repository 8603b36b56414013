import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { fillQueue, startClinic } from '../peers/dawr.mjs'
import { quantiles, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { fillHistory } from './history-fill.mjs'

const service = 'lab'
const limit = 1.3
const names = { callNext: 'call-next', status: 'status', join: 'take a turn' }

const milliseconds = ({ sentAt, answeredAt }) => Number(answeredAt - sentAt) / 1e6

/** One visitor's way through the queue, and the reads of the observers. */
async function step(side) {
  const { clinic, servicePoint, taken } = side
  taken.join.push(milliseconds(await clinic.join(service)))
  const called = await clinic.callNext(service, servicePoint)
  taken.callNext.push(milliseconds(called))
  await clinic.act(called.body.id, 'start')
  for (let i = 0; i < 5; i++) taken.status.push(milliseconds(await clinic.status(service)))
}

async function oneRound(sides, steps) {
  for (const side of sides) side.taken = { callNext: [], status: [], join: [] }
  // Alternates within the round too, so that a disturbance of the machine affects both.
  for (let i = 0; i < steps; i++) for (const side of i % 2 === 0 ? sides : sides.toReversed()) await step(side)
  const [few, many] = sides.map(({ taken }) =>
    Object.fromEntries(Object.entries(taken).map(([name, values]) => [name, quantiles(values)])),
  )
  return { few, many }
}

/** Whether a long history slows down daily work: the same morning after few tickets and after many. */
export async function history({ few = 10_000, many = 1_000_000, steps = 200, rounds = 5 }) {
  const postgres = await startPostgres({ settings: { max_wal_size: '4GB' } })
  const sides = []
  const results = []
  try {
    for (const tickets of [few, many]) {
      const folder = throwAwayFolder('bench')
      const database = await postgres.createDatabase()
      const first = await startClinic({ database, dataDir: folder.path })
      await first.stop()
      const size = await fillHistory(database, tickets)
      const clinic = await startClinic({ database, dataDir: folder.path })
      sides.push({ clinic, folder, size, taken: null })
      sides.at(-1).servicePoint = await fillQueue(clinic, service)
    }
    await oneRound(sides, 30)
    for (let i = 1; i <= rounds; i++) {
      results.push(await undisturbed(() => oneRound(sides, steps)))
      console.error(`round ${i}`, JSON.stringify(results.at(-1)))
    }
    return describe({ sizes: sides.map(({ size }) => size), results, steps, rounds })
  } finally {
    for (const { clinic, folder } of sides) await clinic.stop().finally(folder.remove)
    await postgres.stop()
  }
}

function describe({ sizes, results, steps, rounds }) {
  const of = (side, name, p) => ranged(spread(results.map((round) => round[side][name][p])))
  const ratios = (name, p) => spread(results.map(({ few, many }) => many[name][p] / few[name][p]))
  const rows = Object.entries(names).map(([name, title]) => [
    title,
    ...['p50', 'p95'].flatMap((p) => [of('few', name, p), of('many', name, p), ranged(ratios(name, p))]),
  ])
  const [few, many] = sizes.map(({ tickets, megabytes }) => `${tickets.toLocaleString('en')} tickets (${megabytes} MB)`)
  return {
    text: [
      `The same morning on two databases side by side, with a past of ${few} and of ${many}; ${rounds} rounds of ${steps} calls on each, one call here, one there; median of the rounds (lowest–highest).`,
      `CPU time used by other processes: ${ranged(spread(results.map((it) => it.others * 100)))} %.`,
      table(['', 'p50 ms, few', 'p50 ms, many', 'ratio', 'p95 ms, few', 'p95 ms, many', 'ratio'], rows),
    ].join('\n\n'),
    data: { sizes, rounds: results },
    verdicts: ['callNext', 'status'].map((name) => {
      const { median } = ratios(name, 'p50')
      return {
        what: `${names[name]}: p50 after many against few`,
        value: `${median.toFixed(2)} ×`,
        limit: `≤ ${limit} ×`,
        ok: median <= limit,
      }
    }),
  }
}
