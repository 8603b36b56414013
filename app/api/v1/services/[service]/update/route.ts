import { updateService } from '@/lib/features/branches/server/set-up/update-service'
import * as contract from '@/lib/features/branches/service-set-up-contract'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.updateService, updateService)
