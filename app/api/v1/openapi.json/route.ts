import * as branches from '@/lib/features/branches/contract'
import * as people from '@/lib/features/people/contract'
import * as queue from '@/lib/features/queue/contract'
import { describeApi } from '@/lib/server/openapi'
import { route } from '@/lib/server/route'
import { singleton } from '@/lib/server/singleton'
import * as platform from '@/lib/shared/platform-contract'

export const GET = route(platform.getOpenApi, async () =>
  singleton('openapi', () => ({ ...describeApi([branches, queue, people, platform]) })),
)
