import 'server-only'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { workerNumber } from './config/config'
import { countedPool } from './db/counted-pool'
import { singleton } from './singleton'

type Metrics = {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  streams: Gauge
  delivered: Counter
  slowReadersCut: Counter
  eventsRepaired: Counter
  commands: Counter<'outcome'>
  databaseUnavailable: Counter<'reason'>
  signIns: Counter<'outcome'>
}

/** Gauges of the library whose names promise a counter (`_total`). */
const misnamed = ['nodejs_active_resources_total', 'nodejs_active_handles_total', 'nodejs_active_requests_total']

function create(): Metrics {
  const registry = new Registry()
  // Workers share one port, so a scrape reaches any of them: the label keeps their values apart. A number, since a process
  // id would begin new series at every start.
  registry.setDefaultLabels({ worker: workerNumber() })
  collectDefaultMetrics({ register: registry })
  for (const name of misnamed) registry.removeSingleMetric(name)
  const registers = [registry]
  new Gauge({
    name: 'dawr_database_connections',
    help: 'Connections of the pool by state: busy, idle',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount = 0, idleCount = 0 } = countedPool().pool ?? {}
      this.set({ state: 'busy' }, totalCount - idleCount)
      this.set({ state: 'idle' }, idleCount)
    },
  })
  new Gauge({
    name: 'dawr_database_waiting',
    help: 'Statements and transactions that wait for a connection',
    registers,
    collect() {
      this.set(countedPool().pool?.waitingCount ?? 0)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'dawr_http_request_duration_seconds',
      help: 'Response time by route template; `file` for files, `unknown` for addresses that do not exist',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 3],
      registers,
    }),
    streams: new Gauge({ name: 'dawr_streams_open', help: 'Event streams open in this process', registers }),
    delivered: new Counter({ name: 'dawr_events_delivered_total', help: 'Events written to streams', registers }),
    slowReadersCut: new Counter({
      name: 'dawr_slow_readers_cut_total',
      help: 'Streams closed because the client did not read',
      registers,
    }),
    eventsRepaired: new Counter({
      name: 'dawr_events_repaired_total',
      help: 'Events read from the database because their publication was lost',
      registers,
    }),
    commands: new Counter({
      name: 'dawr_commands_total',
      help: 'Commands by outcome: done, replayed, refused, failed',
      labelNames: ['outcome'],
      registers,
    }),
    databaseUnavailable: new Counter({
      name: 'dawr_database_unavailable_total',
      help: 'Requests answered with 503 because of the database, by reason: disk_full, away',
      labelNames: ['reason'],
      registers,
    }),
    signIns: new Counter({
      name: 'dawr_sign_ins_total',
      help: 'Tries to sign in by outcome: done, failed, or the code of the refusal, such as wrong_credentials',
      labelNames: ['outcome'],
      registers,
    }),
  }
}

/** The metrics of this process. */
export function metrics(): Metrics {
  return singleton('metrics', create)
}
