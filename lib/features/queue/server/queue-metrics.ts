import 'server-only'
import { Gauge } from 'prom-client'
import { businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { metrics } from '@/lib/server/metrics'
import { singleton } from '@/lib/server/singleton'

/** How many people wait in each queue today. */
async function countWaiting(): Promise<{ branch: string; service: string; waiting: number }[]> {
  const counts = (await listBranches()).map(async (branch) => {
    const slugs = new Map(branch.services.map(({ id, slug }) => [id, slug]))
    const days = await db().queueDay.findMany({
      where: { serviceId: { in: [...slugs.keys()] }, businessDate: new Date(businessDateOf(branch, new Date())) },
      select: { serviceId: true, waiting: true },
    })
    return days.map(({ serviceId, waiting }) => ({
      branch: branch.slug,
      service: slugs.get(serviceId) ?? '',
      waiting,
    }))
  })
  return (await Promise.all(counts)).flat()
}

/** Adds the metrics of queues, which are counted in the database when metrics are requested. */
export function queueMetrics(): void {
  singleton(
    'queue-metrics',
    () =>
      new Gauge({
        name: 'dawr_people_waiting',
        help: 'People who wait in a queue, in the whole cluster',
        labelNames: ['branch', 'service'],
        registers: [metrics().registry],
        async collect() {
          // Without a database there is nothing to count, and the other metrics are needed all the more.
          const counts = await countWaiting().catch(() => [])
          this.reset()
          for (const { waiting, ...labels } of counts) this.set(labels, waiting)
        },
      }),
  )
}
