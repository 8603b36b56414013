import { updateService } from '@/lib/features/branches/server/set-up/update-service'
import * as contract from '@/lib/features/branches/service-set-up-contract'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.updateService, async (call) => answerOf(call, await updateService(commandOf(call))))
