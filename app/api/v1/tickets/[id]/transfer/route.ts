import { transfer } from '@/lib/features/queue/command-contract'
import { transferTicket } from '@/lib/features/queue/server/transfer-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(transfer, transferTicket)
