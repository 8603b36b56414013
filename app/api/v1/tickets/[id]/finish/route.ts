import { finish } from '@/lib/features/queue/command-contract'
import { finishTicket } from '@/lib/features/queue/server/advance-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(finish, finishTicket)
