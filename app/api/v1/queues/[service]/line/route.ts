import { getLine } from '@/lib/features/queue/line-contract'
import { getLine as readLine } from '@/lib/features/queue/server/get-line'
import { route } from '@/lib/server/http/route'

export const GET = route(getLine, ({ actor, params, query, now }) => readLine(actor, { ...params, ...query }, now))
