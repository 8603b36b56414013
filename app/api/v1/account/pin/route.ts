import * as contract from '@/lib/features/people/account-contract'
import { proveAndHashPin, setOwnPin } from '@/lib/features/people/server/own-pin'
import { preparedRoute } from '@/lib/server/command-route'

export const POST = preparedRoute(contract.setOwnPin, (call) => proveAndHashPin(call, call.input), setOwnPin)
