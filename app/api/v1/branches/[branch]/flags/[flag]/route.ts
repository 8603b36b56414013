import * as contract from '@/lib/features/branches/contract'
import { switchFlag } from '@/lib/features/branches/server/switch-flag'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.switchFlag, async (call) => answerOf(call, await switchFlag(commandOf(call))))
