import { assertReady } from '@/lib/server/health'
import { route } from '@/lib/server/http/route'
import { getReady } from '@/lib/shared/platform-contract'

export const GET = route(getReady, async () => {
  await assertReady()
  return { status: 'ready' as const }
})
