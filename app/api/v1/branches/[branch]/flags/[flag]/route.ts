import * as contract from '@/lib/features/branches/contract'
import { switchFlag } from '@/lib/features/branches/server/switch-flag'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.switchFlag, switchFlag)
