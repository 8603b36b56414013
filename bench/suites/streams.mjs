import { setTimeout as wait } from 'node:timers/promises'
import { send } from '../platform/http.mjs'
import { undisturbed } from '../platform/lock.mjs'
import { quantiles, round, spread } from '../platform/numbers.mjs'
import { family, usage } from '../platform/processes.mjs'
import { openStreams, prepareReceiver } from '../platform/receiver.mjs'
import { ranged, table } from '../platform/report.mjs'
import { nchan } from '../peers/nchan.mjs'
import { nextSse } from '../peers/next-sse.mjs'
import { socketIo } from '../peers/socket-io.mjs'
import { sampleSnapshot } from '../load/snapshot.mjs'

const warmUps = 5

async function publishTo(port, version) {
  const body = JSON.stringify(sampleSnapshot(version))
  const answer = await send(port, 'POST', '/publish', {
    body,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-eventsource-event': 'queue_update' },
  })
  if (answer.status >= 300) throw new Error(`publish: ${answer.status} ${answer.text}`)
  return { version, ...answer }
}

async function publishEachSecond(count, publish) {
  const published = []
  const began = performance.now()
  for (let i = 0; i < count; i++) {
    await wait(Math.max(0, began + i * 1000 - performance.now()))
    published.push(await publish(i))
  }
  await wait(1500)
  return published
}

/** Latencies, losses and doubles of one round. */
export function judge(published, arrivals, connections) {
  const sent = new Map(published.map(({ version, sentAt }) => [version, { sentAt, first: null, got: new Uint8Array(connections) }]))
  const fromCommand = []
  const fromFirst = []
  let doubled = 0
  for (const { connection, version, at } of arrivals) {
    const event = sent.get(version)
    if (!event) continue
    if (event.got[connection]++ > 0) doubled++
    event.first ??= at
    fromCommand.push(Number(at - event.sentAt) / 1e6)
    fromFirst.push(Number(at - event.first) / 1e6)
  }
  let lost = 0
  for (const { got } of sent.values()) for (const times of got) if (times === 0) lost++
  return { latency: quantiles(fromCommand), fanOut: quantiles(fromFirst), deliveries: fromCommand.length, lost, doubled }
}

export async function measure(system, receiver, { port, connections, seconds }) {
  const server = await system.start(port, receiver.folder)
  const publish = server.publish ?? ((version) => publishTo(port, version))
  try {
    const streams = await openStreams(receiver, { port, connections, mode: system.mode, request: system.request })
    for (let i = 1; i <= warmUps; i++) await wait(300).then(() => publish(i))
    await wait(500)
    const pids = (server.pids ?? (() => family(server.pid)))()
    const before = { server: usage(pids), client: usage([streams.pid]) }
    const published = await publishEachSecond(seconds, (i) => publish(warmUps + 1 + i))
    const after = { server: usage(pids), client: usage([streams.pid]) }
    const { tally, arrivals } = await streams.finish()
    const judged = judge(published, arrivals, connections)
    const perDelivery = (side) => round(((after[side].cpuMs - before[side].cpuMs) * 1000) / judged.deliveries)
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
      serverCpuUs: perDelivery('server'),
      clientCpuUs: perDelivery('client'),
    }
  } finally {
    await server.stop()
  }
}

/** Many open streams, one event for all of them each second: Dawr and what else one could have taken. */
export async function streams({ options }) {
  const { connections = 3000, seconds = 30, rounds = 3, port = 21400, only } = options
  const receiver = prepareReceiver()
  const systems = [nchan(), socketIo, nextSse].filter(
    ({ name }) => !only || only.split(',').some((part) => name.toLowerCase().includes(part)),
  )
  for (const system of systems) {
    if (system.needs) throw new Error(`${system.name} is missing. ${system.needs}`)
    system.prepare?.(receiver.folder)
  }
  const taken = new Map(systems.map(({ name }) => [name, []]))
  for (let i = 0; i < rounds; i++) {
    await undisturbed(async () => {
      for (const system of systems) {
        const result = await measure(system, receiver, { port, connections, seconds })
        taken.get(system.name).push(result)
        const { p50, p95, p99 } = result.latency
        console.error(`round ${i + 1} ${system.name}: p50 ${p50} p95 ${p95} p99 ${p99} ms`, JSON.stringify(result))
      }
    })
  }
  return { taken, receiver: receiver.name, text: describe(taken), data: {}, verdicts: [] }
}

const column = (results, pick) => ranged(spread(results.map(pick)))

function describe(taken) {
  return table(
    ['system', 'p50 ms', 'p95 ms', 'p99 ms', 'fan-out p95 ms', 'lost', 'doubled', 'RSS MB', 'server µs/delivery', 'client µs/delivery'],
    [...taken].map(([name, results]) => [
      name,
      column(results, (it) => it.latency.p50),
      column(results, (it) => it.latency.p95),
      column(results, (it) => it.latency.p99),
      column(results, (it) => it.fanOut.p95),
      results.reduce((sum, it) => sum + it.lost, 0),
      results.reduce((sum, it) => sum + it.doubled, 0),
      column(results, (it) => it.rssMb),
      column(results, (it) => it.serverCpuUs),
      column(results, (it) => it.clientCpuUs),
    ]),
  )
}
