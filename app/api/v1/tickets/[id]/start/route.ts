import { start } from '@/lib/features/queue/command-contract'
import { startTicket } from '@/lib/features/queue/server/advance-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(start, startTicket)
