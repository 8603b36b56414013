import { getSetUp } from '@/lib/features/branches/server/set-up/get-set-up'
import * as contract from '@/lib/features/branches/set-up-contract'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.getSetUp, ({ actor, params }) => getSetUp(actor, params.branch))
