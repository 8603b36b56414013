import * as contract from '@/lib/features/branches/pathway-contract'
import { updatePathway } from '@/lib/features/branches/server/set-up/update-pathway'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.updatePathway, async (call) => answerOf(call, await updatePathway(commandOf(call))))
