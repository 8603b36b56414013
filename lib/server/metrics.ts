import 'server-only'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
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
}

function create(): Metrics {
  const registry = new Registry()
  // Workers share one port, so a scrape reaches any of them: the label keeps their values apart.
  registry.setDefaultLabels({ pid: process.pid })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'dawr_request_seconds',
      help: 'Response time by route template',
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
  }
}

/** The metrics of this process. */
export function metrics(): Metrics {
  return singleton('metrics', create)
}
