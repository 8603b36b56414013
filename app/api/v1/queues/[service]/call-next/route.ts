import { callNext } from '@/lib/features/queue/command-contract'
import { callNextTicket } from '@/lib/features/queue/server/call-next-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(callNext, callNextTicket)
