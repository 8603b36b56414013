import * as contract from '@/lib/features/branches/contract'
import { listFlags } from '@/lib/features/branches/server/list-flags'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listFlags, ({ actor, params }) => listFlags(actor, params.branch))
