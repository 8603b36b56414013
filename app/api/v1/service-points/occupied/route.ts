import { listOccupied } from '@/lib/features/queue/line-contract'
import { listOccupied as readOccupied } from '@/lib/features/queue/server/list-occupied'
import { route } from '@/lib/server/http/route'

export const GET = route(listOccupied, ({ actor, query, now }) => readOccupied(actor, query, now))
