import * as contract from '@/lib/features/branches/pathway-contract'
import { addPathway } from '@/lib/features/branches/server/set-up/add-pathway'
import { listPathways } from '@/lib/features/branches/server/set-up/list-set-up'
import { replyRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listPathways, ({ query }) => listPathways(query.branch))

export const POST = replyRoute(contract.createPathway, addPathway)
