import { takeVisit as contract } from '@/lib/features/journeys/contract'
import { takeVisit } from '@/lib/features/journeys/server/take-visit'
import { clientAddress } from '@/lib/server/http/client-address'
import { answerOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract, async (call) => answerOf(call, await takeVisit(call, clientAddress(call.request))))
