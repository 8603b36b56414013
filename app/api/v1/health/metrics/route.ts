import { metrics } from '@/lib/server/metrics'
import { assertMayReadMetrics } from '@/lib/server/metrics-access'
import { Answer, route } from '@/lib/server/route'
import { getMetrics } from '@/lib/shared/platform-contract'

export const GET = route(getMetrics, async ({ request }) => {
  assertMayReadMetrics(request)
  const { registry } = metrics()
  return new Answer(undefined, { text: await registry.metrics(), contentType: registry.contentType })
})
