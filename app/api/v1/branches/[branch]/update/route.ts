import * as contract from '@/lib/features/branches/branch-set-up-contract'
import { updateBranch } from '@/lib/features/branches/server/set-up/update-branch'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.updateBranch, async (call) => answerOf(call, await updateBranch(commandOf(call))))
