import { setServiceStatus } from '@/lib/features/branches/server/set-up/open-or-close'
import * as contract from '@/lib/features/branches/service-set-up-contract'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.closeService, (command) => setServiceStatus(command, 'closed'))
