import * as contract from '@/lib/features/accounts/pin-contract'
import { signInRequestOf } from '@/lib/features/accounts/server/sign-in/sign-in-request'
import { listTabletPeople } from '@/lib/features/accounts/server/sign-in/tablet'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listTabletPeople, async (call) => listTabletPeople(await signInRequestOf(call)))
