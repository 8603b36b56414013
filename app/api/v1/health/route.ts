import { readHealth } from '@/lib/server/health'
import { Answer } from '@/lib/server/http/answer'
import { route } from '@/lib/server/http/route'
import { getHealth } from '@/lib/shared/platform-contract'

export const GET = route(getHealth, async () => {
  const health = await readHealth()
  return new Answer(health, { status: health.status === 'up' ? 200 : 503 })
})
