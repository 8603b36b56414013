import { recall } from '@/lib/features/queue/command-contract'
import { recallTicket } from '@/lib/features/queue/server/recall-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(recall, recallTicket)
