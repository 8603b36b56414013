import * as contract from '@/lib/features/branches/pathway-contract'
import { addPathway } from '@/lib/features/branches/server/set-up/add-pathway'
import { listPathways } from '@/lib/features/branches/server/set-up/list-set-up'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listPathways, ({ query }) => listPathways(query.branch))

export const POST = route(contract.createPathway, async (call) => answerOf(call, await addPathway(commandOf(call))))
