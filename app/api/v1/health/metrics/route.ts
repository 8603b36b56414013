import { queueMetrics } from '@/lib/features/queue/server/queue-metrics'
import { Answer } from '@/lib/server/http/answer'
import { assertMayReadMetrics } from '@/lib/server/http/metrics-access'
import { route } from '@/lib/server/http/route'
import { jobMetrics } from '@/lib/server/jobs/job-metrics'
import { metrics } from '@/lib/server/metrics'
import { getMetrics } from '@/lib/shared/platform-contract'

export const GET = route(getMetrics, async ({ request }) => {
  assertMayReadMetrics(request)
  queueMetrics()
  jobMetrics()
  const { registry } = metrics()
  return new Answer(undefined, { text: await registry.metrics(), contentType: registry.contentType })
})
