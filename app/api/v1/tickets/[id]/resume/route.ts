import { resume } from '@/lib/features/queue/command-contract'
import { resumeTicket } from '@/lib/features/queue/server/advance-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(resume, resumeTicket)
