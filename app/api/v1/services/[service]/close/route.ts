import { setServiceStatus } from '@/lib/features/branches/server/set-up/open-or-close'
import * as contract from '@/lib/features/branches/service-set-up-contract'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.closeService, async (call) =>
  answerOf(call, await setServiceStatus(commandOf(call), 'closed')),
)
