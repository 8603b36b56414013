import * as contract from '@/lib/features/accounts/account-contract'
import { proveAndHashPin, setOwnPin } from '@/lib/features/accounts/server/own-account/own-pin'
import { preparedRoute } from '@/lib/server/http/command-route'

export const POST = preparedRoute(contract.setOwnPin, (call) => proveAndHashPin(call, call.input), setOwnPin)
