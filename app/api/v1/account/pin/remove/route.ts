import * as contract from '@/lib/features/people/account-contract'
import { removeOwnPin } from '@/lib/features/people/server/own-pin'
import { provePassword } from '@/lib/features/people/server/prove-password'
import { preparedRoute } from '@/lib/server/command-route'

export const POST = preparedRoute(
  contract.removeOwnPin,
  (call) => provePassword(call, call.input.password),
  removeOwnPin,
)
