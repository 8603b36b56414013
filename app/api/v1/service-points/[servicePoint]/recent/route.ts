import { listRecent } from '@/lib/features/queue/line-contract'
import { listRecent as readRecent } from '@/lib/features/queue/server/list-recent'
import { route } from '@/lib/server/http/route'

export const GET = route(listRecent, ({ actor, params, query, now }) => readRecent(actor, { ...params, ...query }, now))
