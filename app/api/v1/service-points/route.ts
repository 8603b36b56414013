import * as contract from '@/lib/features/branches/point-set-up-contract'
import { addPoint } from '@/lib/features/branches/server/set-up/add-point'
import { listServicePoints } from '@/lib/features/branches/server/set-up/list-set-up'
import { replyRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listServicePoints, ({ query }) => listServicePoints(query.branch))

export const POST = replyRoute(contract.createServicePoint, addPoint)
