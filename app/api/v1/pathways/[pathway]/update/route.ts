import * as contract from '@/lib/features/branches/pathway-contract'
import { updatePathway } from '@/lib/features/branches/server/set-up/update-pathway'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.updatePathway, updatePathway)
