import { getQueueStatus } from '@/lib/features/queue/contract'
import { readQueueStatus } from '@/lib/features/queue/server/get-queue-status'
import { Answer } from '@/lib/server/http/answer'
import { route } from '@/lib/server/http/route'

export const GET = route(getQueueStatus, async ({ params, query, now }) => {
  const { ready, cursor } = await readQueueStatus({ ...params, ...query }, now)
  return new Answer(undefined, { ready, cursor })
})
