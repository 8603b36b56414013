import { getTicket } from '@/lib/features/queue/contract'
import { getTicket as readTicket } from '@/lib/features/queue/server/get-ticket'
import { route } from '@/lib/server/http/route'

export const GET = route(getTicket, ({ actor, params, now }) => readTicket(actor, params, now))
