import * as contract from '@/lib/features/branches/branch-set-up-contract'
import { updateBranch } from '@/lib/features/branches/server/set-up/update-branch'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.updateBranch, updateBranch)
