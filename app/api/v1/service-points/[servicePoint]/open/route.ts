import * as contract from '@/lib/features/branches/point-set-up-contract'
import { setPointStatus } from '@/lib/features/branches/server/set-up/open-or-close'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.openServicePoint, async (call) =>
  answerOf(call, await setPointStatus(commandOf(call), 'open')),
)
