import * as contract from '@/lib/features/queue/contract'
import { listMyTickets } from '@/lib/features/queue/server/get-ticket'
import { takeTicket } from '@/lib/features/queue/server/take-ticket'
import { clientAddress } from '@/lib/server/http/client-address'
import { answerOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listMyTickets, async ({ actor, now }) => ({
  tickets: await listMyTickets(actor, now),
}))

export const POST = route(contract.joinQueue, async (call) =>
  answerOf(call, await takeTicket(call, clientAddress(call.request))),
)
