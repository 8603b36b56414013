import * as contract from '@/lib/features/people/pin-contract'
import { circumstancesOf } from '@/lib/features/people/server/circumstances'
import { listTabletPeople } from '@/lib/features/people/server/tablet'
import { route } from '@/lib/server/route'

export const GET = route(contract.listTabletPeople, async (call) => listTabletPeople(await circumstancesOf(call)))
