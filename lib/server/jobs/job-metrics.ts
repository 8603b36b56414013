import 'server-only'
import { Gauge, Histogram } from 'prom-client'
import { metrics } from '../metrics'
import { singleton } from '../singleton'
import { countJobs } from './count-jobs'

/** The metrics of jobs. Waiting, running and failed jobs are counted in the database when metrics are requested. */
export function jobMetrics() {
  return singleton('job-metrics', () => {
    const registers = [metrics().registry]
    new Gauge({
      name: 'dawr_jobs',
      help: 'Jobs by state (waiting, active, failed), in the whole cluster',
      labelNames: ['job', 'state'],
      registers,
      async collect() {
        // Without a database there is nothing to count, and the other metrics are needed all the more.
        const counts = await countJobs().catch(() => [])
        this.reset()
        for (const { job, ...states } of counts)
          for (const [state, count] of Object.entries(states)) this.set({ job, state }, count)
      },
    })
    return {
      seconds: new Histogram({
        name: 'dawr_job_duration_seconds',
        help: 'Duration of the tries of a job, by result: done, again, failed, given_back, superseded, unknown',
        labelNames: ['job', 'outcome'],
        buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
        registers,
      }),
    }
  })
}
