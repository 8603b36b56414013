import { quantiles, spread } from '../platform/numbers.mjs'
import { ranged, table } from '../platform/report.mjs'

/**
 * Evaluates the arrivals of a round. `latency` counts from when the event exists: the commit of its transaction (Dawr),
 * or just before the publishing request was sent. `fromCommand` counts from just before the command or publishing
 * request was sent, `fanOut` from the first arrival of the same event anywhere.
 */
export function judgeStreams(published, arrivals, connections) {
  const events = new Map(
    published.map((it) => [it.version, { ...it, first: null, times: new Uint8Array(connections) }]),
  )
  const counted = arrivals.filter(({ version }) => events.has(version))
  let doubled = 0
  for (const { connection, version, at } of counted) {
    const event = events.get(version)
    if (event.times[connection]++ > 0) doubled++
    if (event.first === null || at < event.first) event.first = at
  }
  let lost = 0
  for (const { times } of events.values()) for (const count of times) if (count === 0) lost++
  const since = (name) => quantiles(counted.map(({ version, at }) => Number(at - events.get(version)[name]) / 1e6))
  return {
    latency: since('existsAt'),
    fromCommand: since('sentAt'),
    fanOut: since('first'),
    deliveries: counted.length,
    lost,
    doubled,
  }
}

const total = (results, name) => results.reduce((sum, result) => sum + result[name], 0)
const p95 = (results, name = 'latency') => spread(results.map((it) => it[name].p95)).median

/** The targets apply to Dawr's default configuration; other configurations only must not lose or duplicate events. */
function verdictsOf(taken, connections) {
  const ours = [...taken].filter(([name]) => name.startsWith('Dawr'))
  const losses = ours.map(([name, results]) => {
    const value = `${total(results, 'lost')} and ${total(results, 'doubled')}`
    return { what: `${name}: lost and doubled`, value, limit: '0 and 0', ok: value === '0 and 0' }
  })
  const results = taken.get('Dawr')
  if (!results) return losses
  const limits = { Nchan: 1, 'Socket.IO': 1, 'Next route handler': 1 }
  const ratios = Object.entries(limits).flatMap(([other, limit]) => {
    const theirs = taken.get(other)
    if (!theirs) return []
    const ratio = p95(results) / p95(theirs)
    return { what: `p95 against ${other}`, value: `${ratio.toFixed(2)} ×`, limit: `≤ ${limit} ×`, ok: ratio <= limit }
  })
  const memory = spread(results.map(({ rssMb }) => rssMb)).max
  const value = `${Math.round(memory)} MB`
  const most = connections > 3_000 ? 350 : 250
  return [
    ...ratios,
    { what: 'server processes, worst round', value, limit: `≤ ${most} MB`, ok: memory <= most },
    ...losses,
  ]
}

const columns = [
  ['p50 ms', (it) => it.latency.p50],
  ['p95 ms', (it) => it.latency.p95],
  ['p99 ms', (it) => it.latency.p99],
  ['from the command, p95 ms', (it) => it.fromCommand.p95],
  ['fan-out alone, p95 ms', (it) => it.fanOut.p95],
  ['answer p50 ms', (it) => it.answer.p50],
  ['RSS MB', (it) => it.rssMb],
  ['PSS MB', (it) => it.pssMb],
  ['µs/delivery', (it) => it.serverMicroseconds],
  ['µs/delivery, client', (it) => it.clientMicroseconds],
  ['bytes/event', (it) => it.bytesPerEvent],
  ['opened in ms', (it) => it.openedInMs],
  ['others %', (it) => it.others * 100],
]

/** The result of all rounds, with the targets. */
export function describeStreams(taken, { connections, seconds, rounds, receiver }) {
  const rows = [...taken].map(([name, results]) => [
    name,
    ...columns.map(([, pick]) => ranged(spread(results.map(pick)))),
    total(results, 'lost'),
    total(results, 'doubled'),
  ])
  const text = [
    `${connections} streams, one event a second for ${seconds} s, ${rounds} rounds in turn; median of the rounds (lowest–highest).`,
    table(['system', ...columns.map(([name]) => name), 'lost', 'doubled'], rows),
    'The events of Dawr come from real commands: once a second a visitor takes a turn (`POST /api/v1/tickets`, PostgreSQL ' +
      'with fsync). The others are given the same snapshot by one POST and have nothing else to do. **p50, p95, p99** count ' +
      'from the moment the event exists to its whole arrival at a client: with Dawr from the commit of its transaction as ' +
      'PostgreSQL notes it (`pg_xact_commit_timestamp`, before the wait for the disk), with the others from just before the ' +
      'publishing request leaves. **from the command** counts from just before the request leaves for all, which with Dawr ' +
      'adds the whole transaction. **fan-out alone** counts from the first arrival of the same event anywhere. **RSS** is ' +
      'the sum over all processes of the server, pages that they share counted in each (**PSS** shares them out); with two ' +
      'workers it includes Redis. Servers are restarted for each round; the first ten events are not counted. ' +
      `Clients: one ${receiver} process on the same cores and the same clock (${receiver === 'C' ? '`bench/load/receiver.c`' : '`bench/load/receiver.mjs`'}).`,
  ].join('\n\n')
  return { text, data: { rounds: Object.fromEntries(taken) }, verdicts: verdictsOf(taken, connections) }
}
