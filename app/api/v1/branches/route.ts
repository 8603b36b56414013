import * as contract from '@/lib/features/branches/branch-set-up-contract'
import { addBranch } from '@/lib/features/branches/server/set-up/add-branch'
import { listBranches } from '@/lib/features/branches/server/set-up/list-set-up'
import { replyRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listBranches, listBranches)

export const POST = replyRoute(contract.createBranch, addBranch)
