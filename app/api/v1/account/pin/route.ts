import * as contract from '@/lib/features/people/account-contract'
import { proveAndHashPin, setOwnPin } from '@/lib/features/people/server/own-pin'
import { preparedRoute } from '@/lib/features/people/server/prepared-route'

export const POST = preparedRoute(contract.setOwnPin, (call) => proveAndHashPin(call, call.input), setOwnPin)
