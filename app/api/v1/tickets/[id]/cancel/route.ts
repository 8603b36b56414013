import { cancel } from '@/lib/features/queue/command-contract'
import { cancelTicket } from '@/lib/features/queue/server/advance-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(cancel, cancelTicket)
