import { undo } from '@/lib/features/queue/command-contract'
import { undoTicket } from '@/lib/features/queue/server/undo-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(undo, undoTicket)
