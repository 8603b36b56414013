import * as contract from '@/lib/features/branches/point-set-up-contract'
import { updatePoint } from '@/lib/features/branches/server/set-up/update-point'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.updateServicePoint, updatePoint)
