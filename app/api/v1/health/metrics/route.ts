import { Answer } from '@/lib/server/http/answer'
import { assertMayReadMetrics } from '@/lib/server/http/metrics-access'
import { route } from '@/lib/server/http/route'
import { metrics } from '@/lib/server/metrics'
import { getMetrics } from '@/lib/shared/platform-contract'

export const GET = route(getMetrics, async ({ request }) => {
  assertMayReadMetrics(request)
  const { registry } = metrics()
  return new Answer(undefined, { text: await registry.metrics(), contentType: registry.contentType })
})
