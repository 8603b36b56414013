import * as contract from '@/lib/features/branches/point-set-up-contract'
import { updatePoint } from '@/lib/features/branches/server/set-up/update-point'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.updateServicePoint, async (call) =>
  answerOf(call, await updatePoint(commandOf(call))),
)
