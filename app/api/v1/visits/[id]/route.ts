import { getVisit as contract } from '@/lib/features/journeys/contract'
import { getVisit } from '@/lib/features/journeys/server/get-visit'
import { route } from '@/lib/server/http/route'

export const GET = route(contract, ({ actor, params, now }) => getVisit(actor, params, now))
