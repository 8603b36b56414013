import * as contract from '@/lib/features/branches/point-set-up-contract'
import { setPointStatus } from '@/lib/features/branches/server/set-up/open-or-close'
import { replyRoute } from '@/lib/server/http/command-route'

export const POST = replyRoute(contract.openServicePoint, (command) => setPointStatus(command, 'open'))
