import { hold } from '@/lib/features/queue/command-contract'
import { holdTicket } from '@/lib/features/queue/server/advance-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(hold, holdTicket)
